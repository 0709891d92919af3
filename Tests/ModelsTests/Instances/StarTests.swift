import Testing

@testable import Models

@Suite("Star-convex targets and decoding")
struct StarTests {
    private func blobs() throws -> (labels: LabelImage, oracle: ImageOracles.Stars) {
        let oracle = try ImageOracles.read().stars
        return (LabelImage(width: 64, height: 48, labels: oracle.blobs), oracle)
    }

    @Test("probabilities and rays are StarDist's")
    func targets() throws {
        let (labels, oracle) = try blobs()

        let probability = StarTargets(labels: labels).probability
        let coarse = StarTargets(labels: labels, grid: 6)

        #expect(ImageOracles.largestDifference(probability.pixels, oracle.probability) < 2e-5)
        let plane = coarse.probability.pixels.count
        let rays = (0..<plane).flatMap { place in
            (0..<32).map { coarse.distances[$0 * plane + place] }
        }
        let differing = zip(rays, oracle.rays).filter { abs($0 - $1) > 1e-3 }.count
        #expect(rays.count == oracle.rays.count)
        // A ray that runs exactly between two pixels may be rounded to either.
        #expect(Double(differing) < 0.003 * Double(rays.count))
    }

    @Test("rays turn with the image", arguments: Orientation.allCases)
    func turning(_ orientation: Orientation) {
        let labels = LabelSamples.blobs(width: 60, height: 60, pitch: 26, seed: 3)
        let before = StarTargets(labels: labels).distances
        let after = StarTargets(labels: labels.oriented(orientation)).distances

        var (differing, count) = (0, 0)
        for ray in 0..<32 {
            let source = orientation.ray(ray, of: 32)
            let plane = FloatImage(
                width: 60, height: 60, pixels: Array(before[source * 3600..<(source + 1) * 3600]))
            let turned = plane.oriented(orientation).pixels
            for place in 0..<3600 where turned[place] > 0 {
                count += 1
                if abs(turned[place] - after[ray * 3600 + place]) > 1e-3 { differing += 1 }
            }
        }
        #expect(count > 10_000)
        // A ray that runs exactly between two pixels may be rounded to either.
        #expect(Double(differing) < 0.01 * Double(count))
    }

    @Test("the same proposals survive as in StarDist, and draw the same objects")
    func suppression() throws {
        let (labels, oracle) = try blobs()
        let targets = StarTargets(labels: labels)
        let scatter = ImageOracles.scatter(width: 64, height: 48)
        var likely = targets.probability
        var rays = targets.distances
        for place in scatter.pixels.indices {
            likely.pixels[place] *= 1 - 0.3 * scatter.pixels[place]
            for ray in 0..<32 {
                rays[ray * scatter.pixels.count + place] *= 0.7 + 0.6 * scatter.pixels[place]
            }
        }
        var decoder = StarDecoder()
        decoder.probabilityThreshold = 0.3
        decoder.overlapThreshold = 0.4

        let polygons = decoder.polygons(probability: likely, distances: rays)
        let drawn = StarDecoder.render(polygons, width: 64, height: 48)

        #expect(polygons.flatMap { [Int($0.x), Int($0.y)] } == oracle.points)
        let differing = zip(drawn.labels, oracle.drawn).filter { ($0 != 0) != ($1 != 0) }.count
        #expect(differing < 10)
    }

    @Test("targets of a mask decode to the same objects", arguments: 0..<4, [1, 2])
    func roundTrip(seed: UInt64, grid: Int) {
        let truth = LabelSamples.blobs(width: 160, height: 120, pitch: 26, seed: seed)
        let targets = StarTargets(labels: truth, grid: grid)

        let found = StarDecoder().decode(
            probability: targets.probability, distances: targets.distances, grid: grid, width: 160,
            height: 120)

        #expect(found.largestLabel == truth.largestLabel)
        #expect(LabelSamples.overlaps(of: truth, with: found).allSatisfy { $0 > 0.9 })
    }

    @Test("no two polygons that stay overlap more than allowed", arguments: 0..<8)
    func noOverlap(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let proposals = (0..<150).map { _ in
            let radius = Float.random(in: 4...14, using: &random)
            return StarPolygon(
                x: .random(in: 0...100, using: &random), y: .random(in: 0...100, using: &random),
                probability: .random(in: 0...1, using: &random),
                distances: (0..<32).map { _ in radius * .random(in: 0.8...1.2, using: &random) })
        }
        var decoder = StarDecoder()
        decoder.overlapThreshold = 0.3

        let kept = decoder.suppress(proposals)

        let corners = StarCorners(kept)
        for first in kept.indices {
            for second in kept.indices where second > first {
                let shared = sharedArea(kept[first], kept[second])
                let smaller = min(corners.areas[first], corners.areas[second])
                #expect(shared <= 0.3 * smaller + 2)
            }
        }
        #expect(kept.map(\.probability) == kept.map(\.probability).sorted(by: >))
        #expect(kept.count > 10)
    }

    @Test("shared areas of squares and discs are those of the textbook")
    func areas() {
        let square = { (x: Float) in
            StarPolygon(x: x, y: 50, probability: 1, distances: [10, 10, 10, 10])
        }
        var overlap = StarOverlap([square(50), square(60)])
        overlap.select(0)

        let shared = overlap.sharedArea(with: 1)
        let own = overlap.sharedArea(with: 0)
        let isOverLess = overlap.exceeds(0.24, with: 1)
        let isOverMore = overlap.exceeds(0.26, with: 1)

        // Two squares on their corners, 20 across, ten apart: what they share is 10 across.
        #expect(abs(shared - 50) < 1)
        #expect(abs(own - 200) < 1)
        #expect(isOverLess)
        #expect(!isOverMore)
    }

    /// Counted on a raster four times finer, independent of the scan by lines.
    private func sharedArea(_ first: StarPolygon, _ second: StarPolygon) -> Float {
        func drawn(_ polygon: StarPolygon) -> LabelImage {
            let fine = StarPolygon(
                x: polygon.x * 4 + 80, y: polygon.y * 4 + 80, probability: 1,
                distances: polygon.distances.map { $0 * 4 })
            return StarDecoder.render([fine], width: 560, height: 560)
        }
        let dx = first.x - second.x
        let dy = first.y - second.y
        guard dx * dx + dy * dy < 35 * 35 else { return 0 }
        return Float(zip(drawn(first).labels, drawn(second).labels).filter { $0 * $1 != 0 }.count)
            / 16
    }
}
