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

    /// Mean over images of the average precision.
    package func meanAveragePrecision(threshold: Double) -> Double {
        mean(perImage(threshold: threshold).map(\.averagePrecision))
    }

    /// Pooled average precision, mean over ``InstanceComparison/thresholds``.
    package var pooledAveragePrecision: Double {
        mean(InstanceComparison.thresholds.map { pooled(threshold: $0).averagePrecision })
    }

    /// Mean over images, and over ``InstanceComparison/thresholds``.
    package var meanAveragePrecision: Double {
        mean(InstanceComparison.thresholds.map { meanAveragePrecision(threshold: $0) })
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }
}
