import Testing

@testable import Models

@Suite("Rounded-cell detector on drawings")
struct RoundedCellDetectorTests {
    private static let edge = 512

    private func detect(
        _ pixels: [UInt16], width: Int = edge, height: Int = edge, pixel: Double = 0.325,
        with detector: RoundedCellDetector = RoundedCellDetector()
    ) -> [RoundedCell] {
        pixels.withUnsafeBufferPointer {
            detector.detect(
                in: ImageView(pixels: $0, width: width, height: height), pixelMicrometers: pixel)
        }
    }

    /// A grey field with a bright ellipse that fades at its border; lengths in µm.
    private func drawing(
        x: Double, y: Double, long: Double = 9, short: Double = 9, gain: Double = 0.6
    ) -> [UInt16] {
        var pixels = [UInt16](repeating: 0, count: Self.edge * Self.edge)
        for row in 0..<Self.edge {
            for column in 0..<Self.edge {
                let dx = (Double(column) * 0.325 - x) / long
                let dy = (Double(row) * 0.325 - y) / short
                let distance = (dx * dx + dy * dy).squareRoot()
                let inside = min(max((1.15 - distance) / 0.3, 0), 1)
                // Illumination falls off to one side, and cells lie a little darker here and there.
                let shade = 1 - 0.2 * Double(column) / Double(Self.edge)
                let grain = Double((row &* 7919 &+ column &* 104_729) % 211) / 211 * 0.02
                pixels[row * Self.edge + column] = UInt16(
                    20_000 * shade * (1 + gain * inside + grain))
            }
        }
        return pixels
    }

    @Test("a bright disc of a cell's size is found where it is")
    func disc() throws {
        let cell = try #require(detect(drawing(x: 60, y: 100)).first)

        #expect(abs(cell.x * 0.325 - 60) < 0.7)
        #expect(abs(cell.y * 0.325 - 100) < 0.7)
        #expect(abs(cell.diameterMicrometers - 18) < 3)
        #expect(cell.score > 0.9)
        #expect(cell.elongation < 1.1)
        #expect(cell.split < 0.1)
    }

    @Test("a dark or faint disc, a large bright field and a long bright fibre are not cells")
    func others() {
        #expect((detect(drawing(x: 60, y: 80, gain: -0.4)).first?.score ?? 0) < 0.4)
        #expect((detect(drawing(x: 60, y: 80, gain: 0.08)).first?.score ?? 0) < 0.4)
        #expect((detect(drawing(x: 80, y: 80, long: 80, short: 70)).first?.score ?? 0) < 0.4)
        #expect((detect(drawing(x: 80, y: 80, long: 40, short: 5)).first?.score ?? 0) < 0.4)
    }

    @Test("a body twice as long as wide has split")
    func split() throws {
        let cell = try #require(detect(drawing(x: 80, y: 80, long: 14, short: 7)).first)

        #expect(cell.elongation > 1.5)
        #expect(cell.split > 0.5)
    }

    @Test("a cell at the border counts while its middle is inside")
    func border() {
        #expect((detect(drawing(x: 2, y: 80)).first?.score ?? 0) > 0.6)
        #expect((detect(drawing(x: -6, y: 80)).first?.score ?? 0) < 0.4)
    }

    @Test(
        "frames of any size and content are survived",
        arguments: [(0, 0), (1, 1), (7, 300), (64, 64), (511, 130)])
    func anySize(width: Int, height: Int) {
        let count = width * height
        let contents: [[UInt16]] = [
            Array(repeating: 0, count: count), Array(repeating: 65_535, count: count),
            (0..<count).map { UInt16(truncatingIfNeeded: $0 &* 40_503) },
        ]

        let detector = RoundedCellDetector()
        for pixels in contents {
            for pixel in [0.325, 0, .nan, 1e9, -1] {
                let cells = detect(
                    pixels, width: width, height: height, pixel: pixel, with: detector)
                #expect(cells.allSatisfy { $0.score.isFinite && (0...1).contains($0.score) })
            }
        }
    }

    @Test("a detector that has seen other frames answers the same")
    func noMemory() {
        let used = RoundedCellDetector()
        _ = detect(drawing(x: 100, y: 30), with: used)
        _ = detect([UInt16](repeating: 500, count: 100 * 90), width: 100, height: 90, with: used)

        #expect(
            detect(drawing(x: 60, y: 100), with: used) == detect(drawing(x: 60, y: 100)))
    }
}
