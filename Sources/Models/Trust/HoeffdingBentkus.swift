internal import Foundation

/// How unlikely a small mean loss is where the expected loss is large.
///
/// - Source: Bates, Angelopoulos, Lei, Malik & Jordan, Journal of the ACM 68 (2021) 43, section
///   3.1.2; the two bounds are Hoeffding's (1963) and Bentkus's (2004).
enum HoeffdingBentkus {
    /// A bound on the probability that the mean of `count` losses, each from 0 to 1, is at most
    /// `meanLoss` where the expected loss is above `risk`.
    static func probability(meanLoss: Double, risk: Double, count: Int) -> Double {
        guard meanLoss < risk else { return 1 }
        let hoeffding = exp(-Double(count) * divergence(meanLoss, risk))
        let wrong = Int((Double(count) * meanLoss).rounded(.up))
        let bentkus = M_E * binomialTail(atMost: wrong, of: count, chance: risk)
        return min(1, hoeffding, bentkus)
    }

    /// Of two coins, in nats.
    private static func divergence(_ first: Double, _ second: Double) -> Double {
        let heads = first > 0 ? first * log(first / second) : 0
        let tails = first < 1 ? (1 - first) * log((1 - first) / (1 - second)) : 0
        return heads + tails
    }

    /// The probability of at most `limit` heads in `count` throws.
    static func binomialTail(atMost limit: Int, of count: Int, chance: Double) -> Double {
        guard limit < count else { return 1 }
        var sum = 0.0
        for heads in 0...max(0, limit) {
            let ways =
                lgamma(Double(count + 1)) - lgamma(Double(heads + 1))
                - lgamma(Double(count - heads + 1))
            sum += exp(
                ways + Double(heads) * log(chance) + Double(count - heads) * log(1 - chance))
        }
        return min(1, sum)
    }
}
