internal import Foundation

/// What the tests say of one tile of a frame.
package struct NoiseTile: Sendable, Codable, Equatable {
    /// Of the upper left pixel.
    package let x: Int
    package let y: Int
    /// By ``NoiseTest``, about standard normal on a right restoration; the last is always zero.
    package var deviations: SIMD8<Double>

    package func deviation(_ test: NoiseTest) -> Double { deviations[test.rawValue] }

    /// How probable deviations as large as these are, all tests taken together.
    ///
    /// Each test gives a two-sided probability; they are combined by the sum of Cauchy deviates,
    /// which needs no independence and is close where it counts, at small probabilities. Single
    /// probabilities above 0.95 count as that.
    ///
    /// - Source: Liu & Xie, Journal of the American Statistical Association 115 (2020) 393–402.
    package var probability: Double { Self.probability(of: deviations) }

    static func probability(of deviations: SIMD8<Double>) -> Double {
        let count = NoiseTest.allCases.count
        var sum = 0.0
        for index in 0..<count {
            guard deviations[index].isFinite else { return 0 }
            // Kept finite; and a test that fits too well must not outweigh one that fails.
            let exact = erfc(abs(deviations[index]) / 2.0.squareRoot())
            let single = min(max(exact, 1e-15), 0.95)
            sum += single < 1e-6 ? 1 / (.pi * single) : tan((0.5 - single) * .pi)
        }
        let mean = sum / Double(count)
        return mean > 1e6 ? 1 / (.pi * mean) : 0.5 - atan(mean) / .pi
    }
}
