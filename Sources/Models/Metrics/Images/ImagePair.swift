/// A true image and a prediction of it, of one shape, both finite.
///
/// Sums are in double precision.
package struct ImagePair: Sendable {
    package let truth: FloatImage
    package let prediction: FloatImage

    /// - Throws: `shapeMismatch`, `empty`, or `notFinite` with the first bad pixel.
    package init(truth: FloatImage, prediction: FloatImage) throws(MetricError) {
        guard truth.width == prediction.width, truth.height == prediction.height else {
            throw MetricError(
                .shapeMismatch,
                "truth is \(truth.width)×\(truth.height), prediction "
                    + "\(prediction.width)×\(prediction.height) pixels")
        }
        try MetricError.requireFinite(truth, "truth")
        try MetricError.requireFinite(prediction, "prediction")
        self.truth = truth
        self.prediction = prediction
    }

    package var meanSquaredError: Double {
        var sum = 0.0
        forEachPixel { truth, prediction in
            sum += (truth - prediction) * (truth - prediction)
        }
        return sum / Double(truth.pixels.count)
    }

    package var rootMeanSquareError: Double { meanSquaredError.squareRoot() }

    /// From the 0.1 to the 99.9 percentile of the truth: one hot pixel does not change it.
    ///
    /// - Throws: `constant` where both are equal.
    package func truthRange() throws(MetricError) -> (low: Double, high: Double) {
        let ends = try Percentile.of(truth.pixels, [0.1, 99.9])
        guard ends[1] > ends[0] else {
            throw MetricError(.constant, "truth: percentiles 0.1 and 99.9 are both \(ends[0])")
        }
        return (ends[0], ends[1])
    }

    /// Peak signal to noise in decibel; infinite for equal images.
    ///
    /// - Parameter range: What counts as the peak; ``truthRange()`` unless given.
    /// - Throws: `constant` where the truth has no range, `outOfRange` for a range of no size.
    package func peakSignalToNoise(range: Double? = nil) throws(MetricError) -> Double {
        let range = try size(of: range)
        return Decibel.of(range * range / meanSquaredError)
    }

    /// Pearson's correlation over all pixels; 0 where either image is constant.
    package var pearson: Double {
        let moments = ImageMoments(self)
        let norm =
            moments.truthVariance.squareRoot() * moments.predictionVariance.squareRoot()
        return norm > 0 ? max(-1, min(1, moments.covariance / norm)) : 0
    }

    func forEachPixel(_ body: (_ truth: Double, _ prediction: Double) -> Void) {
        truth.pixels.withUnsafeBufferPointer { truth in
            prediction.pixels.withUnsafeBufferPointer { prediction in
                for index in truth.indices {
                    body(Double(truth[index]), Double(prediction[index]))
                }
            }
        }
    }

    /// The range that was given, or else the truth's.
    func size(of range: Double?) throws(MetricError) -> Double {
        guard let range else {
            let ends = try truthRange()
            return ends.high - ends.low
        }
        guard range > 0, range.isFinite else {
            throw MetricError(.outOfRange, "a range of \(range) is no peak")
        }
        return range
    }
}
