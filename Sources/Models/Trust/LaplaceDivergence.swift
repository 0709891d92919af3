internal import Foundation

/// How far Laplace densities lie apart, in nats.
enum LaplaceDivergence {
    /// Nodes and weights on −1…1.
    ///
    /// - Source: Abramowitz & Stegun, Handbook of Mathematical Functions, table 25.4, n = 5.
    private static let legendre: [(node: Double, weight: Double)] = [
        (-0.906179845938664, 0.236926885056189), (-0.538469310105683, 0.478628670499366),
        (0, 0.568888888888889), (0.538469310105683, 0.478628670499366),
        (0.906179845938664, 0.236926885056189),
    ]
    /// Nodes and weights on 0…∞ with the weight e⁻ᵗ.
    ///
    /// - Source: the same, table 25.9, n = 6.
    private static let laguerre: [(node: Double, weight: Double)] = [
        (0.222846604179, 4.58964673950e-01), (1.188932101673, 4.17000830772e-01),
        (2.992736326059, 1.13373382074e-01), (5.775143569105, 1.03991974531e-02),
        (9.837467418383, 2.61017202815e-04), (15.982873980602, 8.98547906430e-07),
    ]
    /// In scales: what lies farther out weighs less than 1e-17.
    private static let reach = 40.0
    /// Longest piece for five nodes, in scales.
    private static let longest = 4.0

    /// KL divergence of the second density from the first, exactly.
    static func pair(
        mean: Double, scale: Double, otherMean: Double, otherScale: Double
    ) -> Double {
        let distance = abs(mean - otherMean)
        return log(otherScale / scale)
            + (scale * exp(-distance / scale) + distance) / otherScale - 1
    }

    /// Mean KL divergence of the mixture of all densities from each of them: 0 where they agree,
    /// the logarithm of their number where they do not overlap.
    ///
    /// - Parameter breaks: Room for four values for each density.
    static func fromMixture(
        means: UnsafeBufferPointer<Double>, scales: UnsafeBufferPointer<Double>,
        breaks: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        var sum = 0.0
        for member in means.indices {
            sum += side(member, 1, means, scales, breaks) + side(member, -1, means, scales, breaks)
        }
        return max(0, sum / Double(means.count))
    }

    /// The part of one density's divergence that its right (1) or left (-1) half contributes.
    ///
    /// Over t, the distance from its mean in its scales, the half weighs e⁻ᵗ/2. The integrand has a
    /// kink at each other mean, and turns fast near the mean of a much narrower density.
    private static func side(
        _ member: Int, _ sign: Double, _ means: UnsafeBufferPointer<Double>,
        _ scales: UnsafeBufferPointer<Double>, _ breaks: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        var count = 0
        func add(_ place: Double) {
            guard place > 1e-9, place < reach else { return }
            var index = count
            while index > 0, breaks[index - 1] > place {
                breaks[index] = breaks[index - 1]
                index -= 1
            }
            breaks[index] = place
            count += 1
        }
        let scale = scales[member]
        for other in means.indices where other != member {
            let place = sign * (means[other] - means[member]) / scale
            add(place)
            let width = 3 * scales[other] / scale
            guard width < 1.5 else { continue }
            add(place - width)
            add(place + width)
        }
        func value(_ t: Double) -> Double {
            logRatio(member, means[member] + sign * scale * t, t, means, scales)
        }
        var sum = 0.0
        var start = 0.0
        var next = 0
        while next < count {
            let end = min(breaks[next], start + longest)
            if end == breaks[next] { next += 1 }
            let half = (end - start) / 2
            let middle = (start + end) / 2
            for (node, weight) in legendre {
                let place = middle + half * node
                sum += half * weight * exp(-place) * value(place)
            }
            start = end
        }
        let outside = exp(-start)
        for (node, weight) in laguerre { sum += outside * weight * value(start + node) }
        return sum / 2
    }

    /// The logarithm of one density over the mixture, at `x`, `t` scales from its mean.
    @inline(__always)
    private static func logRatio(
        _ member: Int, _ x: Double, _ t: Double, _ means: UnsafeBufferPointer<Double>,
        _ scales: UnsafeBufferPointer<Double>
    ) -> Double {
        var others = 1.0
        for other in means.indices where other != member {
            let distance = abs(x - means[other]) / scales[other]
            others += scales[member] / scales[other] * exp(min(t - distance, 600))
        }
        return log(Double(means.count)) - log(others)
    }
}
