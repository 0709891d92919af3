/// Percentiles with linear interpolation between neighbours, as numpy's default.
package enum Percentile {
    /// - Parameter percents: From 0 to 100, in any order.
    /// - Returns: One value for each of `percents`.
    /// - Throws: `empty` or `notFinite`, or `outOfRange` for a percent that is none.
    package static func of(
        _ values: [Float], _ percents: [Double]
    ) throws(MetricError) -> [Double] {
        guard !values.isEmpty else { throw MetricError(.empty, "percentile: no values") }
        guard values.allSatisfy(\.isFinite) else {
            throw MetricError(.notFinite, "percentile: values hold NaN or infinity")
        }
        var places: [(rank: Int, fraction: Double)] = []
        for percent in percents { places.append(try place(percent, count: values.count)) }
        var ranked = RankedValues(values)
        return zip(places, ranked.pairs(at: places.map(\.rank))).map { place, pair in
            Double(pair.value) + place.fraction * (Double(pair.next) - Double(pair.value))
        }
    }

    /// The same for double precision.
    package static func of(
        _ values: [Double], _ percents: [Double]
    ) throws(MetricError) -> [Double] {
        try MetricError.requireFinite(values, "percentile")
        let sorted = values.sorted()
        var found: [Double] = []
        for percent in percents {
            let (rank, fraction) = try place(percent, count: sorted.count)
            let upper = sorted[min(rank + 1, sorted.count - 1)]
            found.append(sorted[rank] + fraction * (upper - sorted[rank]))
        }
        return found
    }

    private static func place(
        _ percent: Double, count: Int
    ) throws(MetricError) -> (rank: Int, fraction: Double) {
        guard (0...100).contains(percent) else {
            throw MetricError(.outOfRange, "percentile: \(percent) is not within 0 to 100")
        }
        let position = percent / 100 * Double(count - 1)
        let rank = min(Int(position), count - 1)
        return (rank, position - Double(rank))
    }
}
