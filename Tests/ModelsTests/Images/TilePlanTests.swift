import Testing

@testable import Models

@Suite("Tile plans")
struct TilePlanTests {
    @Test("cores cover every pixel once, for random sizes", arguments: 0..<60)
    func coresCoverOnce(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let multiple = [1, 2, 4, 8, 16].randomElement(using: &random) ?? 1
        let overlap = Int.random(in: 0...30, using: &random)
        let least = (2 * overlap + 2 * multiple + multiple - 1) / multiple
        let tile = multiple * Int.random(in: least...(least + 20), using: &random)
        let width = Int.random(in: 1...300, using: &random)
        let height = Int.random(in: 1...300, using: &random)

        let plan = TilePlan(
            width: width, height: height, tile: tile, overlap: overlap, multiple: multiple)

        var counts = [Int](repeating: 0, count: width * height)
        for part in plan.tiles {
            let core = part.core
            #expect(part.x % multiple == 0 && part.y % multiple == 0)
            #expect(part.width <= tile && part.height <= tile)
            #expect(core.x == 0 || core.x - part.x >= overlap)
            #expect(core.y == 0 || core.y - part.y >= overlap)
            let right = core.x + core.width
            let bottom = core.y + core.height
            #expect(right == width || part.x + part.width - right >= overlap)
            #expect(bottom == height || part.y + part.height - bottom >= overlap)
            for y in core.y..<bottom { for x in core.x..<right { counts[y * width + x] += 1 } }
        }
        #expect(counts.allSatisfy { $0 == 1 })
    }

    @Test("a filter that reaches no farther than the overlap leaves no seam")
    func noSeam() {
        let image = ImageOracles.scatter(width: 130, height: 90)
        let filter = GaussianFilter(sigma: 1.5)
        let plan = TilePlan(width: 130, height: 90, tile: 48, overlap: 6, multiple: 4)

        var tiled = FloatImage(width: 130, height: 90)
        for tile in plan.tiles { tile.paste(filter.apply(to: tile.cut(from: image)), into: &tiled) }

        #expect(plan.tiles.count > 6)
        #expect(tiled == filter.apply(to: image))
    }

    @Test("padded to the multiple, all tiles of a large image have one shape")
    func oneShape() {
        let plan = TilePlan(width: 1001, height: 777, tile: 256, overlap: 22, multiple: 4)

        let shapes = Set(plan.tiles.map { [($0.width + 3) / 4 * 4, ($0.height + 3) / 4 * 4] })

        #expect(shapes == [[256, 256]])
    }
}
