import Glibc
import Models

/// Looks for the values with the largest reward by drawing many and keeping the best.
///
/// Each generation is drawn from independent normal distributions; their means and spreads become
/// those of its best few. Noise is added to the spreads at first, or they would shrink too early.
///
/// - Source: R. Y. Rubinstein (1999), as for ``LearnedPolicy``; the added noise follows I. Szita, A.
///   Lőrincz, "Learning Tetris using the noisy cross-entropy method", Neural Computation 18 (2006)
///   2936–2941.
package struct CrossEntropySearch: Sendable {
    package private(set) var mean: [Double]
    private var deviation: [Double]
    private var random: SplitMix64
    private var generation = 0
    private let eliteShare: Double
    private let generations: Int

    /// - Parameter start: Where the first generation is centred.
    package init(
        start: [Double], deviation: Double, generations: Int, eliteShare: Double = 0.25,
        seed: UInt64
    ) {
        mean = start
        self.deviation = start.map { _ in deviation }
        self.generations = generations
        self.eliteShare = eliteShare
        random = SplitMix64(seed: seed)
    }

    /// Draws a generation; the first of it is the mean itself.
    package mutating func draw(_ count: Int) -> [[Double]] {
        [mean]
            + (1..<max(2, count)).map { _ in
                zip(mean, deviation).map { $0 + $1 * Self.normal(&random) }
            }
    }

    /// Learns from the rewards of a generation.
    package mutating func learn(_ drawn: [[Double]], rewards: [Double]) {
        precondition(drawn.count == rewards.count && !drawn.isEmpty)
        let ranked = drawn.indices.sorted { (rewards[$1], $0) < (rewards[$0], $1) }
        let elite = ranked.prefix(max(2, Int(Double(drawn.count) * eliteShare))).map { drawn[$0] }
        generation += 1
        let noise = max(0, 0.2 * (1 - Double(generation) / Double(max(1, generations))))
        for index in mean.indices {
            let values = elite.map { $0[index] }
            let middle = values.reduce(0, +) / Double(values.count)
            let variance =
                values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count)
            mean[index] = middle
            deviation[index] = variance.squareRoot() + noise
        }
    }

    private static func normal(_ random: inout SplitMix64) -> Double {
        // Box and Muller; the second draw is not kept, so that a draw never hangs on the last one.
        let first = (Double(random.next() >> 11) + 1) * 0x1p-53
        let second = Double(random.next() >> 11) * 0x1p-53
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}
