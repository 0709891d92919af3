/// How often the truth lies inside predicted intervals, and how wide they are.
package struct IntervalCalibration: Sendable, Equatable {
    /// Share of values inside, ends included.
    package let coverage: Double
    package let meanWidth: Double

    /// - Throws: `empty`, `shapeMismatch`, `notFinite`, or `outOfRange` where an upper end lies
    ///   below its lower end.
    package init(
        truth: [Double], lower: [Double], upper: [Double]
    ) throws(MetricError) {
        try MetricError.requireSameCount(truth.count, lower.count, "interval, lower end")
        try MetricError.requireSameCount(truth.count, upper.count, "interval, upper end")
        try MetricError.requireFinite(truth, "interval, truth")
        try MetricError.requireFinite(lower, "interval, lower end")
        try MetricError.requireFinite(upper, "interval, upper end")
        var inside = 0
        var width = 0.0
        for index in truth.indices {
            guard lower[index] <= upper[index] else {
                throw MetricError(
                    .outOfRange, "interval \(index): \(lower[index]) lies above \(upper[index])")
            }
            if lower[index] <= truth[index], truth[index] <= upper[index] { inside += 1 }
            width += upper[index] - lower[index]
        }
        coverage = Double(inside) / Double(truth.count)
        meanWidth = width / Double(truth.count)
    }
}
