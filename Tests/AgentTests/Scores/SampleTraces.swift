import Foundation

@testable import Agent
@testable import Models

/// Traces of known make: two wanderings and noise, squeezed between 0 and 1.
enum SampleTraces {
    static func wandering(
        seed: UInt64, count: Int = 6, frames: Int = 967, level: Double = 0.6
    ) -> [ScoreTrace] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let offset = level + 0.8 * RandomDraws.normals(&random).0
            var (slow, fast) = RandomDraws.normals(&random)
            let scores = (0..<frames).map { _ in
                let (first, second) = RandomDraws.normals(&random)
                let noise = RandomDraws.normals(&random).0
                slow = slow * exp(-1.0 / 120) + first * (1 - exp(-2.0 / 120)).squareRoot()
                fast = fast * exp(-1.0 / 15) + second * (1 - exp(-2.0 / 15)).squareRoot()
                return 1 / (1 + exp(-(1.2 * slow + fast + 0.9 * noise + offset)))
            }
            return ScoreTrace(name: "\(index)", scores: scores)
        }
    }
}
