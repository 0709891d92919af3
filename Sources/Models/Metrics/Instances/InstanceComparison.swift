/// The objects of one image against the true ones.
package struct InstanceComparison: Sendable {
    /// 0.50, 0.55, … 0.95.
    package static let thresholds = (10...19).map { Double($0) / 20 }

    private let truthCount: Int
    private let predictionCount: Int
    /// Intersection over union of the pairs that are matched at 0.5, largest first.
    private let overlaps: [Double]

    /// Matches objects one to one.
    ///
    /// At a threshold of at least 0.5 the matching is unique but for one case: two predictions that
    /// are the two halves of one true object (or the other way round), of which either counts.
    ///
    /// - Throws: `shapeMismatch`, or `outOfRange` for a negative label.
    package init(truth: LabelImage, prediction: LabelImage) throws(MetricError) {
        let table = try OverlapTable(truth: truth, prediction: prediction)
        truthCount = table.truthAreas.count
        predictionCount = table.predictionAreas.count
        var matchedTruth = Set<Int>()
        var matchedPrediction = Set<Int>()
        var overlaps: [Double] = []
        for (pair, pixels) in table.shared {
            let union =
                table.truthAreas[pair.truth] + table.predictionAreas[pair.prediction] - pixels
            guard 2 * pixels >= union, !matchedTruth.contains(pair.truth),
                !matchedPrediction.contains(pair.prediction)
            else { continue }
            matchedTruth.insert(pair.truth)
            matchedPrediction.insert(pair.prediction)
            overlaps.append(Double(pixels) / Double(union))
        }
        self.overlaps = overlaps.sorted(by: >)
    }

    /// - Parameter threshold: Least intersection over union of a match, from 0.5 to 1.
    package func counts(threshold: Double) -> InstanceCounts {
        precondition((0.5...1).contains(threshold), "matches are unique from 0.5 on")
        let matched = overlaps.prefix { $0 >= threshold }
        return InstanceCounts(
            truePositives: matched.count, falsePositives: predictionCount - matched.count,
            falseNegatives: truthCount - matched.count, overlapSum: matched.reduce(0, +))
    }
}
