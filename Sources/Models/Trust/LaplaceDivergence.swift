internal import Foundation

/// How far Laplace densities lie apart, in nats.
enum LaplaceDivergence {
    /// Nodes and weights on −1…1.
    ///
    /// - Source: Abramowitz & Stegun, Handbook of Mathematical Functions, table 25.4, n = 4.
    private static let legendre: [(node: Double, weight: Double)] = [
        (-0.861136311594053, 0.347854845137454), (-0.339981043584856, 0.652145154862546),
        (0.339981043584856, 0.652145154862546), (0.861136311594053, 0.347854845137454),
    ]
    /// Where pieces end, in scales from each mean: four nodes a piece are then right to 1e-4 of
    /// the largest divergence, whatever the scales are. Farther out than the last lies 6e-6 of a
    /// density.
    private static let ladder = [1.5, 5, 12]
    /// Values of room for each density.
    static let roomCount = 10

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
    /// The integrand has a kink at each mean and turns fast near a narrow density, so every density
    /// cuts the line at steps of its own scale.
    ///
    /// - Parameter room: ``roomCount`` values for each density.
    static func fromMixture(
        means: UnsafeBufferPointer<Double>, scales: UnsafeBufferPointer<Double>,
        room: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        let count = means.count
        let inverses = UnsafeMutableBufferPointer(rebasing: room[..<count])
        let heights = UnsafeMutableBufferPointer(rebasing: room[count..<2 * count])
        let logHeights = UnsafeMutableBufferPointer(rebasing: room[2 * count..<3 * count])
        let breaks = UnsafeMutableBufferPointer(rebasing: room[(3 * count)...])
        var breakCount = 0
        for member in means.indices {
            inverses[member] = 1 / scales[member]
            heights[member] = 0.5 / scales[member]
            logHeights[member] = log(heights[member])
            insert(means[member], breaks, &breakCount)
            for step in ladder {
                insert(means[member] - step * scales[member], breaks, &breakCount)
                insert(means[member] + step * scales[member], breaks, &breakCount)
            }
        }
        var sum = 0.0
        for piece in 1..<breakCount where breaks[piece] > breaks[piece - 1] {
            let half = (breaks[piece] - breaks[piece - 1]) / 2
            let middle = breaks[piece - 1] + half
            for (node, weight) in legendre {
                let density = integrand(
                    middle + half * node, means, UnsafeBufferPointer(inverses),
                    UnsafeBufferPointer(heights), UnsafeBufferPointer(logHeights))
                sum += half * weight * density
            }
        }
        return max(0, sum / Double(count))
    }

    /// Keeps `breaks` in order.
    private static func insert(
        _ place: Double, _ breaks: UnsafeMutableBufferPointer<Double>, _ count: inout Int
    ) {
        var index = count
        while index > 0, breaks[index - 1] > place {
            breaks[index] = breaks[index - 1]
            index -= 1
        }
        breaks[index] = place
        count += 1
    }

    /// The sum over densities of each, times the logarithm of it over the mixture.
    @inline(__always)
    private static func integrand(
        _ x: Double, _ means: UnsafeBufferPointer<Double>,
        _ inverses: UnsafeBufferPointer<Double>, _ heights: UnsafeBufferPointer<Double>,
        _ logHeights: UnsafeBufferPointer<Double>
    ) -> Double {
        var total = 0.0
        var weighted = 0.0
        for member in means.indices {
            let distance = abs(x - means[member]) * inverses[member]
            let density = heights[member] * exp(-distance)
            total += density
            weighted += density * (logHeights[member] - distance)
        }
        // Far from all of them nothing is left to add.
        guard total > 0 else { return 0 }
        return weighted - total * log(total / Double(means.count))
    }
}
