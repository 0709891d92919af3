/// Percentiles of grey values.
package enum Percentiles {
    /// The values that `percents` of all values lie below, interpolated between neighbours.
    ///
    /// - Parameters:
    ///   - values: At least one, finite.
    ///   - percents: Each in 0...100.
    /// - Returns: One value for each of `percents`, in the units of `values`.
    /// - Complexity: Linear on average; copies `values` once.
    /// - Source: the rule called "linear" in NumPy's `percentile`.
    package static func of(_ values: [Float], at percents: [Double]) -> [Float] {
        precondition(!values.isEmpty, "a percentile needs a value")
        let places = percents.map { percent in
            precondition((0...100).contains(percent), "a percentile lies in 0...100")
            return percent / 100 * Double(values.count - 1)
        }
        var ranked = RankedValues(values)
        return zip(places, ranked.pairs(at: places.map { Int($0) })).map { place, pair in
            let rest = place - place.rounded(.down)
            return Float(Double(pair.value) + rest * (Double(pair.next) - Double(pair.value)))
        }
    }
}
