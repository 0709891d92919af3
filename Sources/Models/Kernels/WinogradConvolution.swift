internal import COneDNN

/// The passes of a convolution by Winograd's method.
struct WinogradConvolution {
    private let setting: KernelSetting
    private let window: Window
    private let isBiased: Bool

    /// Nil where the convolution is to be worked out product by product.
    ///
    /// - Parameter window: As it fits the input.
    init?(_ setting: KernelSetting, _ window: Window, isBiased: Bool) {
        guard setting.input.layout == .blocks, setting.output.layout == .blocks,
            setting.method.isWinograd(
                setting.layer.operation, from: setting.input.shape, to: setting.output.shape)
        else { return nil }
        self.setting = setting
        self.window = window
        self.isBiased = isBiased
    }

    /// Nil where there is no such code, or where it needs too much memory.
    func primitive(_ pass: onednn_pass) -> Primitive? {
        if pass == onednn_pass_backward_weights {
            guard
                setting.method.isWinogradForWeights(
                    from: setting.input.shape, to: setting.output.shape)
            else { return nil }
        }
        var made: OpaquePointer?
        let status = onednn_winograd(
            pass, setting.input.onednn, setting.output.onednn, window.onednn(groups: 1), isBiased,
            fusesActivation ? onednn_function_relu : onednn_function_none,
            ConvolutionMethod.mostScratch, &made)
        guard status == 0, let made else { return nil }
        return Primitive(taking: made, setting.layer.name, setting.scratch)
    }

    /// Whether the activation behind the convolution is worked out on the way.
    private var fusesActivation: Bool { setting.fused == .relu(slope: 0) }

    /// What has to be worked out behind the convolution, on its values.
    func activation() throws(NetworkError) -> ActivationKernel? {
        guard let activation = setting.fused, !fusesActivation else { return nil }
        let behind = KernelSetting(
            layer: setting.layer, inputs: [setting.output], output: setting.output,
            parameters: [], isTraining: false, method: setting.method, scratch: setting.scratch)
        return try ActivationKernel(behind, activation)
    }
}
