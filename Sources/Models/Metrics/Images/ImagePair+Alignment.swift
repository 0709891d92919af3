/// Metrics that forgive a wrong brightness scale and offset.
///
/// Report them beside the plain ones: a bias of intensity is an error in quantitative work.
extension ImagePair {
    /// The truth scaled to 0…1 between its percentiles 0.1 and 99.9, and the prediction brought
    /// closest to it by a factor and an offset.
    ///
    /// Metrics of the result take a range of 1. A constant prediction becomes the truth's mean.
    ///
    /// - Throws: `constant` where the truth has no range.
    /// - Source: Weigert et al., Nature Methods 15 (2018) 1090–1097.
    package func aligned() throws(MetricError) -> ImagePair {
        let range = try truthRange()
        let size = range.high - range.low
        let moments = ImageMoments(self)
        let slope = moments.slope / size
        let offset = (moments.truthMean - range.low) / size - slope * moments.predictionMean
        var scaledTruth = truth
        var alignedPrediction = prediction
        for index in truth.pixels.indices {
            scaledTruth.pixels[index] = Float((Double(truth.pixels[index]) - range.low) / size)
            alignedPrediction.pixels[index] = Float(
                slope * Double(prediction.pixels[index]) + offset)
        }
        return try ImagePair(truth: scaledTruth, prediction: alignedPrediction)
    }
}
