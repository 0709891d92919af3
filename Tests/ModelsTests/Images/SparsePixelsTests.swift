import Testing

@testable import Models

@Suite("Every so many pixels")
struct SparsePixelsTests {
    @Test(
        "leave no column out, whatever the width, and are enough",
        arguments: [200, 512, 600, 1092, 1200, 2048, 2821])
    func columns(width: Int) {
        let height = 1000
        let image = FloatImage(
            width: width, height: height, pixels: (0..<width * height).map { Float($0 % width) })

        let sparse = image.sparse

        #expect(Set(sparse.pixels).count == width)
        #expect(sparse.pixels.count >= 40_000)
    }
}
