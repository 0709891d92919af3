/// How near an image comes to the truth: as it is, and where a wrong brightness and offset are
/// forgiven.
struct ImageQuality {
    /// Decibel, of the image as it is.
    let peakSignalToNoise: Double
    /// Root mean square error over the range of the truth, after the factor and the offset that
    /// bring the image closest to it.
    let alignedError: Double
    /// After the same factor and offset; nil for images under its window.
    let structuralSimilarity: Double?
    /// The finest detail that is as in the truth, µm: where rings of the two spectra no longer
    /// correlate. Nil where pixels have no size or all rings do.
    let resolutionMicrometers: Double?

    /// - Parameters:
    ///   - truth: Known without the image, so that the two share no noise.
    ///   - pixelMicrometers: Of both.
    /// - Throws: `MetricError` where the truth has no range, or sizes differ.
    init(
        of image: FloatImage, truth: FloatImage, pixelMicrometers: Double?
    ) throws(MetricError) {
        let pair = try ImagePair(truth: truth, prediction: image)
        let aligned = try pair.aligned()
        let side = min(truth.width, truth.height)
        peakSignalToNoise = try pair.peakSignalToNoise()
        alignedError = aligned.rootMeanSquareError
        structuralSimilarity =
            side < StructuralSimilarity.window ? nil : try aligned.structuralSimilarity(range: 1)
        if let pixelMicrometers, side >= FourierRingCorrelation.leastSide {
            let pixels = try FourierRingCorrelation(truth, image).resolutionPixels
            resolutionMicrometers = pixels.map { $0 * pixelMicrometers }
        } else {
            resolutionMicrometers = nil
        }
    }

    /// A figure for each measure, over images and beside those of `peers`.
    ///
    /// - Parameter name: What was looked at, as "nuclei".
    static func figures(
        _ name: String, _ values: [ImageQuality], peers: [(name: String, values: [ImageQuality])]
    ) throws -> [TrainingRecord.Figure] {
        func figure(
            _ title: String, isLowerBetter: Bool = false, _ measure: (ImageQuality) -> Double?
        ) throws -> TrainingRecord.Figure? {
            let found = values.compactMap(measure)
            guard !found.isEmpty else { return nil }
            let others = peers.map { (name: $0.name, values: $0.values.compactMap(measure)) }
            return try NetworkEvaluation.figure(
                title, found, isLowerBetter: isLowerBetter,
                peers: others.filter { !$0.values.isEmpty })
        }
        return [
            try figure("PSNR, \(name) (dB)") { $0.peakSignalToNoise },
            try figure("NRMSE, \(name)", isLowerBetter: true) { $0.alignedError },
            try figure("SSIM, \(name)") { $0.structuralSimilarity },
            try figure("FRC resolution, \(name) (um)", isLowerBetter: true) {
                $0.resolutionMicrometers
            },
        ].compactMap { $0 }
    }
}
