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
        var scratch = values
        return percents.map { percent in
            precondition((0...100).contains(percent), "a percentile lies in 0...100")
            let place = percent / 100 * Double(values.count - 1)
            let rank = Int(place)
            let low = Selection.select(&scratch, rank: rank)
            let rest = place - Double(rank)
            guard rest > 0, rank + 1 < scratch.count else { return low }
            // Everything after the rank is at least as large: its smallest is the next in order.
            let next = scratch[(rank + 1)...].reduce(Float.infinity) { $1 < $0 ? $1 : $0 }
            return Float(Double(low) + rest * (Double(next) - Double(low)))
        }
    }
}
