/// Instance segmentation of several images against their truth.
package struct InstanceScore: Sendable {
    private let images: [InstanceComparison]

    /// - Throws: `empty` without images.
    package init(_ images: [InstanceComparison]) throws(MetricError) {
        guard !images.isEmpty else { throw MetricError(.empty, "instance score: no images") }
        self.images = images
    }

    /// Counts over all images: precision, F1 and panoptic quality of these are pooled.
    package func pooled(threshold: Double) -> InstanceCounts {
        images.reduce(.zero) { $0 + $1.counts(threshold: threshold) }
    }

    /// One entry for each image, in order.
    package func perImage(threshold: Double) -> [InstanceCounts] {
        images.map { $0.counts(threshold: threshold) }
    }

    /// Pooled average precision, mean over ``InstanceComparison/thresholds``.
    package var pooledAveragePrecision: Double {
        let thresholds = InstanceComparison.thresholds
        let sum = thresholds.reduce(0) { $0 + pooled(threshold: $1).averagePrecision }
        return sum / Double(thresholds.count)
    }
}
