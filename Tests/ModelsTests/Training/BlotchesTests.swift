import Testing

@testable import Models

@Suite("Blotches")
struct BlotchesTests {
    private static func patch(size: Int, seed: UInt64, channels: Int = 1) -> [Float] {
        let side = 64
        var random = SplitMix64(seed: seed)
        var pixels = [Float](repeating: 1, count: side * side * channels)
        pixels.withUnsafeMutableBufferPointer {
            Blotches(side: side, size: size, random: &random).add(to: $0, times: 0.5)
        }
        return pixels
    }

    @Test("are smooth, as wide as asked for and of the strength asked for", arguments: [4, 8, 16])
    func smooth(size: Int) {
        var (sum, squares, steps) = (0.0, 0.0, 0.0)
        for seed in 0..<20 {
            let pixels = Self.patch(size: size, seed: UInt64(seed)).map { Double($0) - 1 }
            sum += pixels.reduce(0, +)
            squares += pixels.reduce(0) { $0 + $1 * $1 }
            for place in 1..<pixels.count where !place.isMultiple(of: 64) {
                steps = max(steps, abs(pixels[place] - pixels[place - 1]))
            }
        }
        let count = Double(20 * 64 * 64)
        let deviation = (squares / count).squareRoot()

        // Between the grid's points the mean of independent numbers spreads less.
        #expect((0.25...0.5).contains(deviation), "\(deviation)")
        #expect(abs(sum / count) < 0.1)
        // No step is larger than the largest difference of two neighbours over the distance.
        #expect(steps < 0.5 * 10 / Double(size))
    }

    @Test("are the same for the same seed, in all channels")
    func same() {
        let pixels = Self.patch(size: 8, seed: 3, channels: 2)

        #expect(Self.patch(size: 8, seed: 3, channels: 2) == pixels)
        #expect(Self.patch(size: 8, seed: 4, channels: 2) != pixels)
        for place in 0..<(64 * 64) { #expect(pixels[2 * place] == pixels[2 * place + 1]) }
    }
}
