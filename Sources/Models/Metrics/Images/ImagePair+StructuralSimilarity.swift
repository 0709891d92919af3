extension ImagePair {
    /// Structural similarity, 1 for equal images: 11×11 Gaussian window of sigma 1.5, K 0.01 and
    /// 0.03, population covariance, mean over the pixels whose window lies inside.
    ///
    /// - Parameter range: L; ``truthRange()`` unless given.
    /// - Throws: `tooSmall` below 11 pixels a side, `constant` where the truth has no range.
    package func structuralSimilarity(range: Double? = nil) throws(MetricError) -> Double {
        guard min(truth.width, truth.height) >= StructuralSimilarity.window else {
            throw MetricError(
                .tooSmall,
                "structural similarity: needs \(StructuralSimilarity.window) pixels a side, "
                    + "got \(truth.width)×\(truth.height)")
        }
        return StructuralSimilarity(
            truth: truth.pixels.map(Double.init), prediction: prediction.pixels.map(Double.init),
            width: truth.width, height: truth.height, range: try size(of: range)
        ).similarity
    }
}
