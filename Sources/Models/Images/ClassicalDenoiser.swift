/// Denoises without a network: equal noise by the Anscombe transform, then one smoothing.
///
/// Which smoothing and how strong is found from the noisy image alone.
package struct ClassicalDenoiser: Sendable {
    /// A smoothing of an image whose noise has standard deviation 1.
    package enum Smoothing: Sendable, Equatable {
        case gaussian(sigma: Double)
        case totalVariation(weight: Double)

        func apply(to image: FloatImage) -> FloatImage {
            switch self {
            case .gaussian(let sigma): GaussianFilter(sigma: sigma).apply(to: image)
            case .totalVariation(let weight): TotalVariationFilter(weight: weight).apply(to: image)
            }
        }
    }

    package static let candidates: [Smoothing] =
        [0.5, 0.7, 1, 1.4, 2, 2.8, 4].map { .gaussian(sigma: $0) }
        + [0.35, 0.5, 0.7, 1, 1.4, 2, 2.8].map { .totalVariation(weight: $0) }

    package let smoothing: Smoothing
    private let transform: AnscombeTransform

    package init(smoothing: Smoothing, calibration: SensorCalibration) {
        self.smoothing = smoothing
        transform = AnscombeTransform(calibration: calibration)
    }

    /// The candidate that best foretells pixels of `image` that it was not shown.
    ///
    /// - Parameters:
    ///   - image: Noisy grey values; noise independent from pixel to pixel.
    ///   - classes: How many of the 16 classes of the loss to use: time for certainty.
    package static func best(
        for image: FloatImage, calibration: SensorCalibration,
        among candidates: [Smoothing] = candidates, classes: Int = 2
    ) -> ClassicalDenoiser {
        precondition(!candidates.isEmpty, "a choice needs a candidate")
        let stabilised = AnscombeTransform(calibration: calibration).apply(to: image)
        let loss = BlindSpotLoss(classes: classes)
        let losses = candidates.map { candidate in
            loss.value(for: stabilised) { candidate.apply(to: $0) }
        }
        var best = 0
        for index in candidates.indices where losses[index] < losses[best] { best = index }
        return ClassicalDenoiser(smoothing: candidates[best], calibration: calibration)
    }

    package func apply(to image: FloatImage) -> FloatImage {
        transform.unbiasedInverse(of: smoothing.apply(to: transform.apply(to: image)))
    }
}
