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

    /// Peak signal to noise after the best factor between the images about their means, in decibel;
    /// the peak is the whole range of the truth. Infinite where the factor explains everything.
    ///
    /// - Throws: `constant` for a constant truth.
    /// - Source: the convention of the Noise2Void papers.
    package func scaleInvariantPeakSignalToNoise() throws(MetricError) -> Double {
        let low = truth.pixels.min() ?? 0
        let high = truth.pixels.max() ?? 0
        guard high > low else { throw MetricError(.constant, "truth: every pixel is \(low)") }
        let moments = ImageMoments(self)
        let slope = moments.slope
        var sum = 0.0
        forEachPixel { truth, prediction in
            let rest =
                slope * (prediction - moments.predictionMean) - (truth - moments.truthMean)
            sum += rest * rest
        }
        let range = Double(high) - Double(low)
        return Decibel.of(range * range * Double(truth.pixels.count) / sum)
    }
}
