import Foundation
import Testing

@testable import Models

@Suite("Noise drawn from residuals")
struct ResidualNoiseTests {
    /// Ten levels of brightness; the noise of each is as large as its level.
    private static let restored = (0..<20_000).map { Float(1 + $0 % 10) }

    @Test("it is as strong as at that brightness, has no mean, and is that of single pixels")
    func noise() {
        var random = SplitMix64(seed: 3)
        let frame = Self.restored.map { $0 + 0.5 + $0 * Float(RandomDraws.normals(&random).0) }
        let noise = ResidualNoise(of: frame, restored: Self.restored)

        let drawn = Self.restored.indices.map { noise.draw(at: $0, &random) }

        for level in 1...10 {
            let places = drawn.indices.filter { Self.restored[$0] == Float(level) }
            let mean = places.reduce(0) { $0 + Double(drawn[$1]) } / Double(places.count)
            let square = places.reduce(0) { $0 + Double(drawn[$1] * drawn[$1]) }
            let spread = (square / Double(places.count)).squareRoot()
            // What the frame lies above its restoration everywhere is no noise.
            #expect(abs(mean) < 0.1 * Double(level))
            #expect(abs(spread - Double(level)) < 0.12 * Double(level), "level \(level)")
        }
        let isCopy = zip(drawn, zip(frame, Self.restored)).allSatisfy { $0 == $1.0 - $1.1 }
        #expect(!isCopy)
    }

    @Test("small frames and flat ones have noise, too; the same frame gives the same")
    func small() {
        for count in [1, 9, 300] {
            let flat = [Float](repeating: 4, count: count)
            let frame = flat.indices.map { Float($0 % 3) + 3 }
            func draws() -> [Float] {
                var random = SplitMix64(seed: 1)
                let noise = ResidualNoise(of: frame, restored: flat)
                return flat.indices.map { noise.draw(at: $0, &random) }
            }
            let first = draws()
            #expect(first == draws())
            #expect(first.allSatisfy { abs($0) <= 2 })
        }
    }
}
