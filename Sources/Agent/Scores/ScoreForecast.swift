internal import Glibc

/// Foretells a score from its history, however unevenly that was looked at.
///
/// The score is taken for the sum of a slow and a fast wandering and of noise that each frame has
/// anew. How slow, how fast and how large they are is not known beforehand: a bank of Kalman filters
/// holds several beliefs, and each counts by how well it foretold what came. Mean and spread are
/// learnt as well. A pure value.
///
/// - Source: R. E. Kalman, Journal of Basic Engineering 82 (1960) 35–45; averaging over models as
///   in A. E. Raftery et al., Technometrics 52 (2010) 52–66, with its forgetting.
package struct ScoreForecast: Sendable {
    /// Times in frames; shares of the score's variance.
    private struct Model {
        let slowTime: Double
        let fastTime: Double
        let slowShare: Double
        let fastShare: Double
        var noiseShare: Double { 1 - slowShare - fastShare }
    }

    /// Means and covariance of the two wanderings, in standard deviations of the score.
    private struct Belief {
        var slow = 0.0
        var fast = 0.0
        var slowVariance: Double
        var fastVariance: Double
        var covariance = 0.0
        var logWeight = 0.0
    }

    private static let models: [Model] = {
        let shares = [(0.6, 0.3), (0.35, 0.55), (0.45, 0.25), (0.25, 0.25)]
        return [40.0, 120, 400].flatMap { slow in
            [3.0, 12].flatMap { fast in
                shares.map {
                    Model(slowTime: slow, fastTime: fast, slowShare: $0.0, fastShare: $0.1)
                }
            }
        }
    }()
    /// What an older frame's evidence for a model is worth one look later.
    private static let forgetting = 0.998
    /// Frames that a look speaks for at most.
    private static let longestGap = 16.0
    /// Frames that the first guess of mean and spread is worth.
    private static let guessWeight = 20.0

    private let threshold: Double
    private var beliefs: [Belief]
    private var weight: Double
    private var sum: Double
    private var squares: Double

    /// - Parameter threshold: Above which a score is an event; above 0.
    package init(threshold: Double) {
        precondition(threshold > 0 && threshold.isFinite, "a threshold above 0")
        self.threshold = threshold
        beliefs = Self.models.map {
            Belief(slowVariance: $0.slowShare, fastVariance: $0.fastShare)
        }
        // Events are what is not usual: a mean and a spread well below the threshold.
        let (mean, spread) = (0.6 * threshold, 0.3 * threshold)
        weight = Self.guessWeight
        sum = weight * mean
        squares = weight * (spread * spread + mean * mean)
    }

    private var mean: Double { sum / weight }

    private var spread: Double {
        max(squares / weight - mean * mean, 1e-4 * threshold * threshold).squareRoot()
    }

    /// Takes in a score, `gap` frames after the one before; 0 for the first.
    package mutating func observe(_ score: Double, gap: Double) {
        // A look after a long gap speaks for the frames that nobody looked at.
        let share = min(max(gap, 1), Self.longestGap)
        weight += share
        sum += share * score
        squares += share * score * score
        let value = (score - mean) / spread
        for index in beliefs.indices {
            var belief = Self.advanced(beliefs[index], Self.models[index], gap: gap)
            let slow = belief.slowVariance + belief.covariance
            let fast = belief.fastVariance + belief.covariance
            let variance = slow + fast + Self.models[index].noiseShare
            let surprise = value - belief.slow - belief.fast
            belief.logWeight =
                Self.forgetting * belief.logWeight
                - (log(variance) + surprise * surprise / variance) / 2
            belief.slow += slow / variance * surprise
            belief.fast += fast / variance * surprise
            belief.slowVariance -= slow * slow / variance
            belief.fastVariance -= fast * fast / variance
            belief.covariance -= slow * fast / variance
            beliefs[index] = belief
        }
    }

    /// The probability that the score is above the threshold `gap` frames after the last look.
    package func probability(gap: Double) -> Double {
        let bar = (threshold - mean) / spread
        let best = beliefs.reduce(-Double.infinity) { max($0, $1.logWeight) }
        var (total, sum) = (0.0, 0.0)
        for (belief, model) in zip(beliefs, Self.models) {
            let weight = exp(belief.logWeight - best)
            let later = Self.advanced(belief, model, gap: gap)
            let variance =
                later.slowVariance + later.fastVariance + 2 * later.covariance + model.noiseShare
            let distance = (later.slow + later.fast - bar) / variance.squareRoot()
            total += weight
            sum += weight * erfc(-distance / 2.0.squareRoot()) / 2
        }
        return sum / total
    }

    private static func advanced(_ belief: Belief, _ model: Model, gap: Double) -> Belief {
        var later = belief
        let (slow, fast) = (exp(-gap / model.slowTime), exp(-gap / model.fastTime))
        later.slow *= slow
        later.fast *= fast
        later.slowVariance =
            slow * slow * belief.slowVariance + (1 - slow * slow) * model.slowShare
        later.fastVariance =
            fast * fast * belief.fastVariance + (1 - fast * fast) * model.fastShare
        later.covariance *= slow * fast
        return later
    }
}
