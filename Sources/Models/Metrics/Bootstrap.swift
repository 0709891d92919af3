/// How far a metric over images would move with other images of the same kind.
package struct Bootstrap: Sendable {
    package let resamples: Int
    /// Share of resamples inside the interval.
    package let level: Double
    package let seed: UInt64

    package init(resamples: Int = 1000, level: Double = 0.95, seed: UInt64) {
        precondition(resamples > 0, "there is at least one resample")
        precondition(level > 0 && level < 1, "a level lies between 0 and 1")
        self.resamples = resamples
        self.level = level
        self.seed = seed
    }

    /// The interval between percentiles of the metric over resamples; the same for the same seed.
    ///
    /// - Parameters:
    ///   - count: Number of images.
    ///   - metric: Of the images with these indices, some repeated, `count` in all.
    /// - Throws: `empty` without images, `notFinite` where the metric is; what `metric` throws.
    /// - Source: Efron, Annals of Statistics 7 (1979) 1–26, percentile method.
    package func interval(
        count: Int, _ metric: ([Int]) throws -> Double
    ) throws -> ClosedRange<Double> {
        guard count > 0 else { throw MetricError(.empty, "bootstrap: no images") }
        var random = SplitMix(state: seed)
        var indices = [Int](repeating: 0, count: count)
        var values: [Double] = []
        values.reserveCapacity(resamples)
        for _ in 0..<resamples {
            for place in indices.indices { indices[place] = random.index(below: count) }
            values.append(try metric(indices))
        }
        let tail = (1 - level) / 2 * 100
        let ends = try Percentile.of(values, [tail, 100 - tail])
        return ends[0]...max(ends[0], ends[1])
    }
}

/// A small generator of even random bits.
///
/// - Source: Steele, Lea & Flood, Fast splittable pseudorandom number generators, OOPSLA (2014).
private struct SplitMix {
    var state: UInt64

    mutating func index(below count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return Int(bits.multipliedFullWidth(by: UInt64(count)).high)
    }
}
