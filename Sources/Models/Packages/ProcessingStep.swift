/// One step of preprocessing or postprocessing.
///
/// `axes` are those over which a statistic is taken; `nil` means all. A list of numbers belongs to
/// `axis`, one for each of its elements; without `axis` there is one number.
///
/// - Source: bioimageio.spec 0.5.12, `model/v0_5.py`.
package enum ProcessingStep: Sendable, Equatable {
    case ensureType(ElementType)
    case zeroMeanUnitVariance(axes: [String]?, epsilon: Double)
    case fixedZeroMeanUnitVariance(mean: [Double], deviation: [Double], axis: String?)
    /// Maps two percentiles, in 0...100, to 0 and 1.
    case scaleRange(axes: [String]?, lower: Double, upper: Double, epsilon: Double)
    case scaleLinear(gain: [Double], offset: [Double], axis: String?)
    /// 1 above the threshold, 0 elsewhere.
    case binarize(threshold: [Double], axis: String?)
    case clip(minimum: Double?, maximum: Double?)
    case sigmoid

    /// What brings two percentiles of each image to 0 and 1.
    static func percentiles(low: Double, high: Double) -> [ProcessingStep] {
        [
            .ensureType(.float32),
            .scaleRange(
                axes: ["channel", "y", "x"], lower: low, upper: high, epsilon: 1e-6),
        ]
    }

    /// The step's name in the specification.
    package var name: String {
        switch self {
        case .ensureType: "ensure_dtype"
        case .zeroMeanUnitVariance: "zero_mean_unit_variance"
        case .fixedZeroMeanUnitVariance: "fixed_zero_mean_unit_variance"
        case .scaleRange: "scale_range"
        case .scaleLinear: "scale_linear"
        case .binarize: "binarize"
        case .clip: "clip"
        case .sigmoid: "sigmoid"
        }
    }

    static let supportedNames = [
        "ensure_dtype", "zero_mean_unit_variance", "fixed_zero_mean_unit_variance", "scale_range",
        "scale_linear", "binarize", "clip", "sigmoid",
    ]

    /// Steps of the specification that Tarsier does not have.
    static let otherNames = [
        "scale_mean_variance", "softmax", "custom", "stardist_postprocessing",
        "cellpose_flow_dynamics",
    ]
}
