/// Objects found, invented and missed at one threshold of overlap; sums over images by `+`.
///
/// Where there is nothing to find and nothing was found, every score is 1.
package struct InstanceCounts: Sendable, Equatable {
    package var truePositives: Int
    package var falsePositives: Int
    package var falseNegatives: Int
    /// Sum of the intersection over union of the true positives.
    package var overlapSum: Double

    package static let zero = InstanceCounts(
        truePositives: 0, falsePositives: 0, falseNegatives: 0, overlapSum: 0)

    /// True positives over everything that was there or was claimed.
    package var averagePrecision: Double {
        ratio(Double(truePositives), Double(truePositives + falsePositives + falseNegatives))
    }

    /// Harmonic mean of precision and recall.
    package var f1: Double { ratio(Double(truePositives), weightedCount) }

    /// Sum of overlaps over true positives and half of all errors.
    ///
    /// - Source: Kirillov et al., Panoptic Segmentation, CVPR (2019) 9404–9413.
    package var panopticQuality: Double { ratio(overlapSum, weightedCount) }

    package static func + (left: InstanceCounts, right: InstanceCounts) -> InstanceCounts {
        InstanceCounts(
            truePositives: left.truePositives + right.truePositives,
            falsePositives: left.falsePositives + right.falsePositives,
            falseNegatives: left.falseNegatives + right.falseNegatives,
            overlapSum: left.overlapSum + right.overlapSum)
    }

    private var weightedCount: Double {
        Double(truePositives) + Double(falsePositives + falseNegatives) / 2
    }

    private func ratio(_ part: Double, _ whole: Double) -> Double {
        whole > 0 ? part / whole : 1
    }
}
