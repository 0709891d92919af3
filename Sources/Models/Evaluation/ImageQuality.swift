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

    /// Images of one sort, and the same ones by other means.
    struct Group {
        /// "nuclei".
        let name: String
        let values: [ImageQuality]
        let peers: [(name: String, values: [ImageQuality])]
    }

    /// For each measure a figure of each group, over its images and beside those of its peers.
    static func figures(of groups: [Group]) throws -> [TrainingRecord.Figure] {
        func figures(
            _ title: (_ group: String) -> String, isLowerBetter: Bool = false,
            _ measure: (ImageQuality) -> Double?
        ) throws -> [TrainingRecord.Figure] {
            try groups.compactMap { group in
                let found = group.values.compactMap(measure)
                guard !found.isEmpty else { return nil }
                let peers = group.peers.map { ($0.name, $0.values.compactMap(measure)) }
                return try NetworkEvaluation.figure(
                    title(group.name), found, isLowerBetter: isLowerBetter,
                    peers: peers.filter { !$0.1.isEmpty })
            }
        }
        return try figures({ "PSNR, \($0) (dB)" }) { $0.peakSignalToNoise }
            + figures({ "NRMSE, \($0)" }, isLowerBetter: true) { $0.alignedError }
            + figures({ "SSIM, \($0)" }) { $0.structuralSimilarity }
            + figures({ "FRC resolution, \($0) (µm)" }, isLowerBetter: true) {
                $0.resolutionMicrometers
            }
    }
}
