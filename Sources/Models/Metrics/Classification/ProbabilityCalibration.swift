/// Whether probabilities mean what they say.
package enum ProbabilityCalibration {
    /// Samples of about equal confidence.
    package struct Bin: Sendable, Equatable {
        package let count: Int
        package let meanConfidence: Double
        /// Share of right calls.
        package let accuracy: Double
    }

    /// Equal-mass bins in order of confidence, for a reliability plot.
    ///
    /// Samples of equal confidence that fall into two bins bring the mean of their group into both,
    /// so that the order of samples does not matter. Sizes of bins differ by one at most.
    ///
    /// - Parameters:
    ///   - confidence: Probability of the class that was called, 0 to 1.
    ///   - isRight: Whether the call was right.
    /// - Throws: `empty`, `shapeMismatch`, `notFinite` or `outOfRange`.
    package static func bins(
        confidence: [Double], isRight: [Bool], count: Int = 15
    ) throws(MetricError) -> [Bin] {
        precondition(count > 0, "there is at least one bin")
        try MetricError.requireSameCount(confidence.count, isRight.count, "calibration")
        try requireProbabilities(confidence)
        let order = confidence.indices.sorted { confidence[$0] < confidence[$1] }
        let sorted = order.map { confidence[$0] }
        var right = order.map { isRight[$0] ? 1.0 : 0.0 }
        for run in Ranking.equalRuns(sorted) where run.count > 1 {
            let mean = right[run].reduce(0, +) / Double(run.count)
            for place in run { right[place] = mean }
        }
        return EqualParts.of(sorted.count, parts: count).map { part in
            Bin(
                count: part.count,
                meanConfidence: sorted[part].reduce(0, +) / Double(part.count),
                accuracy: right[part].reduce(0, +) / Double(part.count))
        }
    }

    /// Expected calibration error: the bins' mean gap between accuracy and confidence.
    package static func expectedError(
        confidence: [Double], isRight: [Bool], bins count: Int = 15
    ) throws(MetricError) -> Double {
        let bins = try bins(confidence: confidence, isRight: isRight, count: count)
        let sum = bins.reduce(0.0) {
            $0 + Double($1.count) * abs($1.accuracy - $1.meanConfidence)
        }
        return sum / Double(confidence.count)
    }

    /// Brier score: mean squared difference of the probability and what happened, 0 to 1.
    package static func brierScore(
        probability: [Double], happened: [Bool]
    ) throws(MetricError) -> Double {
        try MetricError.requireSameCount(probability.count, happened.count, "Brier score")
        try requireProbabilities(probability)
        let sum = zip(probability, happened).reduce(0.0) { sum, pair in
            let away = pair.0 - (pair.1 ? 1 : 0)
            return sum + away * away
        }
        return sum / Double(probability.count)
    }

    private static func requireProbabilities(_ values: [Double]) throws(MetricError) {
        try MetricError.requireFinite(values, "probability")
        guard let wrong = values.first(where: { !(0...1).contains($0) }) else { return }
        throw MetricError(.outOfRange, "probability \(wrong) is not within 0 to 1")
    }
}
