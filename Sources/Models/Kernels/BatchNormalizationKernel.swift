internal import COneDNN

/// Normalises each channel over all pixels of all images; keeps running statistics for later.
///
/// Where nothing is trained the running statistics are used, and the layer is one multiplication
/// and one addition.
final class BatchNormalizationKernel: Kernel {
    private let setting: KernelSetting
    private let epsilon: Float
    private let momentum: Float
    private let mean: FloatBuffer
    private let variance: FloatBuffer
    private var ahead: Primitive?
    private var aheadBindings: [onednn_binding] = []
    private var back: Primitive?
    private var backBindings: [onednn_binding] = []

    init(_ setting: KernelSetting, epsilon: Float, momentum: Float) throws(NetworkError) {
        self.setting = setting
        self.epsilon = epsilon
        self.momentum = momentum
        let channels = setting.output.shape.channels
        mean = FloatBuffer(count: channels)
        variance = FloatBuffer(count: channels)
        if setting.isTraining { try bind() }
    }

    private func bind() throws(NetworkError) {
        let setting = setting
        let epsilon = epsilon
        func primitive(_ pass: onednn_pass) throws(NetworkError) -> Primitive {
            try Primitive(setting.layer.name, setting.scratch) {
                onednn_normalization(pass, setting.output.onednn, epsilon, $0)
            }
        }
        let (scale, shift) = (setting.parameters[0], setting.parameters[1])
        let ahead = try primitive(onednn_pass_training)
        aheadBindings = ahead.bindings([
            (onednn_argument_source, setting.input.value.pointer),
            (onednn_argument_destination, setting.output.value.pointer),
            (onednn_argument_mean, mean.pointer), (onednn_argument_variance, variance.pointer),
            (onednn_argument_scale, scale.value.pointer),
            (onednn_argument_shift, shift.value.pointer),
        ])
        self.ahead = ahead
        guard let into = setting.input.gradient, let from = setting.output.gradient,
            let scaleGradient = scale.gradient, let shiftGradient = shift.gradient
        else { return }
        let back = try primitive(onednn_pass_backward_data)
        backBindings = back.bindings([
            (onednn_argument_source, setting.input.value.pointer),
            (onednn_argument_destination_gradient, from.pointer),
            (onednn_argument_source_gradient, into.pointer),
            (onednn_argument_mean, mean.pointer), (onednn_argument_variance, variance.pointer),
            (onednn_argument_scale, scale.value.pointer),
            (onednn_argument_shift, shift.value.pointer),
            (onednn_argument_scale_gradient, scaleGradient.pointer),
            (onednn_argument_shift_gradient, shiftGradient.pointer),
        ])
        self.back = back
    }

    func forward() {
        guard let ahead else { return applyRunningStatistics() }
        ahead.run(aheadBindings)
        let count = Float(setting.output.shape.pixelCount)
        // What is kept is the variance of the population, as PyTorch and ONNX have it.
        let unbiased = count > 1 ? count / (count - 1) : 1
        let (runningMean, runningVariance) = (setting.parameters[2], setting.parameters[3])
        for channel in 0..<mean.count {
            let old = (runningMean.value.pointer[channel], runningVariance.value.pointer[channel])
            runningMean.value.pointer[channel] +=
                momentum * (mean.pointer[channel] - old.0)
            runningVariance.value.pointer[channel] +=
                momentum * (variance.pointer[channel] * unbiased - old.1)
        }
    }

    func backward() { back?.run(backBindings) }

    private func applyRunningStatistics() {
        let channels = mean.count
        let parameters = setting.parameters.map(\.value.pointer)
        for channel in 0..<channels {
            let factor = parameters[0][channel] / (parameters[3][channel] + epsilon).squareRoot()
            mean.pointer[channel] = factor
            variance.pointer[channel] = parameters[1][channel] - factor * parameters[2][channel]
        }
        let (factor, offset) = (mean.pointer, variance.pointer)
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        for pixel in 0..<setting.output.shape.pixelCount {
            let start = pixel * channels
            for channel in 0..<channels {
                result[start + channel] =
                    source[start + channel] * factor[channel] + offset[channel]
            }
        }
    }
}
