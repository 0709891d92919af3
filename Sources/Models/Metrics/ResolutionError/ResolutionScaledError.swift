/// Checks a super-resolved image against the diffraction-limited one that it claims to explain.
///
/// The super-resolved image is blurred with the Gaussian that fits best and scaled; what differs
/// from the reference is error.
///
/// - Source: Culley et al., Nature Methods 15 (2018) 263–266 (SQUIRREL); steps as in NanoPyx.
package struct ResolutionScaledError: Sendable {
    /// Root mean square error, in grey values of the reference.
    package let error: Double
    /// ``error`` over the range of the reference from its 0.1 to its 99.9 percentile; nil where
    /// that range is zero.
    package let relativeError: Double?
    /// Pearson's r of the blurred image and the reference; 0 where either is constant.
    package let correlation: Double
    /// Of the best Gaussian, in pixels of the super-resolved image.
    package let sigmaPixels: Double
    package let alpha: Double
    package let beta: Double
    /// Absolute error of each pixel, shape of the super-resolved image.
    package let map: FloatImage

    /// - Parameters:
    ///   - reference: Diffraction-limited.
    ///   - superResolved: A whole number of times as wide and high, the same in both.
    /// - Throws: `shapeMismatch`, `notFinite` or `empty`.
    package init(
        reference: FloatImage, superResolved: FloatImage
    ) throws(MetricError) {
        try MetricError.requireFinite(reference, "reference")
        try MetricError.requireFinite(superResolved, "super-resolved image")
        let magnification = superResolved.width / reference.width
        guard magnification >= 1, superResolved.width == magnification * reference.width,
            superResolved.height == magnification * reference.height
        else {
            throw MetricError(
                .shapeMismatch,
                "super-resolved \(superResolved.width)×\(superResolved.height) is no whole "
                    + "multiple of the reference's \(reference.width)×\(reference.height)")
        }
        let target = FourierUpsampling.magnify(reference, by: magnification)
        let fit = BlurFit(sharp: superResolved, target: target)
        // Four pixels of the reference at half maximum: wider than any sampled optics.
        let widest = 4 / 2.35482 * Double(magnification)
        let limit = max(widest, Double(min(superResolved.width, superResolved.height)) / 4)
        let sigma = BrentMinimum.search(from: (0, widest), limit: limit) {
            fit.meanSquaredError(sigma: $0).squareRoot()
        }
        let scale = fit.scale(sigma: sigma)
        sigmaPixels = max(0, sigma)
        alpha = scale.alpha
        beta = scale.beta
        let blurred = GaussianKernel(sigma: sigma).blurred(superResolved)
        var map = blurred
        for index in map.pixels.indices {
            let explained = Float(scale.alpha) * blurred.pixels[index] + Float(scale.beta)
            map.pixels[index] = abs(explained - target.pixels[index])
        }
        self.map = map
        let squares = map.pixels.reduce(into: 0.0) { $0 += Double($1) * Double($1) }
        error = (squares / Double(map.pixels.count)).squareRoot()
        let sign: Double = scale.alpha < 0 ? -1 : 1
        correlation = sign * (try ImagePair(truth: target, prediction: blurred).pearson)
        let ends = try Percentile.of(reference.pixels, [0.1, 99.9])
        relativeError = ends[1] > ends[0] ? error / (ends[1] - ends[0]) : nil
    }
}
