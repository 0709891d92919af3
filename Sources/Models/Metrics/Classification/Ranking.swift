/// Metrics that see only the order of values; equal values share the mean of their ranks.
package enum Ranking {
    /// Area under the receiver operating characteristic: the chance that a positive scores above a
    /// negative, equal scores counting half.
    ///
    /// - Throws: `empty`, `shapeMismatch`, `notFinite`, or `constant` where one class is missing.
    package static func areaUnderCurve(
        scores: [Double], isPositive: [Bool]
    ) throws(MetricError) -> Double {
        try MetricError.requireSameCount(scores.count, isPositive.count, "area under curve")
        try MetricError.requireFinite(scores, "area under curve, score")
        let positives = isPositive.count { $0 }
        let negatives = isPositive.count - positives
        guard positives > 0, negatives > 0 else {
            throw MetricError(
                .constant, "area under curve: \(positives) positives, \(negatives) negatives")
        }
        let rankSum = zip(ranks(scores), isPositive).reduce(0.0) { $1.1 ? $0 + $1.0 : $0 }
        let least = Double(positives) * Double(positives + 1) / 2
        return (rankSum - least) / (Double(positives) * Double(negatives))
    }

    /// Spearman's rank correlation.
    ///
    /// - Throws: `empty`, `shapeMismatch`, `notFinite`, or `constant` where a list has one value.
    package static func spearman(
        _ left: [Double], _ right: [Double]
    ) throws(MetricError) -> Double {
        try MetricError.requireSameCount(left.count, right.count, "rank correlation")
        try MetricError.requireFinite(left, "rank correlation, first list")
        try MetricError.requireFinite(right, "rank correlation, second list")
        let mean = Double(left.count + 1) / 2
        var sums = SIMD3<Double>.zero
        for (x, y) in zip(ranks(left), ranks(right)) {
            sums += SIMD3((x - mean) * (x - mean), (y - mean) * (y - mean), (x - mean) * (y - mean))
        }
        guard sums.x > 0, sums.y > 0 else {
            throw MetricError(.constant, "rank correlation: all values of a list are equal")
        }
        return sums.z / (sums.x * sums.y).squareRoot()
    }

    /// Ranks from 1, in the order of `values`.
    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        for group in equalRuns(order.map { values[$0] }) {
            let rank = Double(group.lowerBound + group.upperBound + 1) / 2
            for place in group { ranks[order[place]] = rank }
        }
        return ranks
    }

    /// Places of equal values in a sorted list.
    static func equalRuns(_ sorted: [Double]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        while start < sorted.count {
            let end = sorted[start...].firstIndex { $0 != sorted[start] } ?? sorted.count
            runs.append(start..<end)
            start = end
        }
        return runs
    }
}
