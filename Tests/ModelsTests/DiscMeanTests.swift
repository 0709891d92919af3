import Testing

@testable import Models

@Suite("Means over discs")
struct DiscMeanTests {
    @Test("are those of all places within the radius", arguments: [1.0, 4.6, 7.0, 40.0])
    func brute(radius: Double) throws {
        let (width, height) = (37, 29)
        var random = SplitMix64(seed: 3)
        let pixels = (0..<width * height).map { _ in UInt16(500 + random.next() % 500) }
        var coarse = CoarseImage()
        let isFilled = pixels.withUnsafeBufferPointer {
            coarse.fill(
                from: ImageView(pixels: $0, width: width, height: height), pixelMicrometers: 1.3)
        }
        #expect(isFilled && coarse.width == width && coarse.height == height)
        var disc = DiscMean()

        disc.fill(from: coarse, radius: radius)

        for y in 0..<height {
            for x in 0..<width {
                var (sum, count) = (0.0, 0.0)
                for row in 0..<height {
                    for column in 0..<width {
                        let (across, down) = (Double(column - x), Double(row - y))
                        guard across * across + down * down <= radius * radius else { continue }
                        sum += Double(coarse.values[row * width + column])
                        count += 1
                    }
                }
                #expect(abs(Double(disc.values[y * width + x]) - sum / count) < 1e-5)
            }
        }
    }
}
