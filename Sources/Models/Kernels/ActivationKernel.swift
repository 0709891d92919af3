internal import COneDNN

/// A function of each number by itself.
final class ActivationKernel: Kernel {
    private let ahead: Primitive
    private let aheadBindings: [onednn_binding]
    private var back: Primitive?
    private var backBindings: [onednn_binding] = []

    init(_ setting: KernelSetting, _ activation: Activation) throws(NetworkError) {
        let (function, slope) = activation.onednn
        func primitive(_ pass: onednn_pass) throws(NetworkError) -> Primitive {
            try Primitive(setting.layer.name, setting.scratch) {
                onednn_activation(
                    pass, function, slope, Int64(setting.output.count),
                    setting.output.layout.number.onednn, $0)
            }
        }
        ahead = try primitive(setting.isTraining ? onednn_pass_training : onednn_pass_inference)
        aheadBindings = ahead.bindings([
            (onednn_argument_source, setting.input.value.pointer),
            (onednn_argument_destination, setting.output.value.pointer),
        ])
        guard setting.isTraining, let into = setting.input.gradient,
            let from = setting.output.gradient
        else { return }
        let back = try primitive(onednn_pass_backward_data)
        backBindings = back.bindings([
            (onednn_argument_source, setting.input.value.pointer),
            (onednn_argument_destination_gradient, from.pointer),
            (onednn_argument_source_gradient, into.pointer),
        ])
        self.back = back
    }

    func forward() { ahead.run(aheadBindings) }

    func backward() { back?.run(backBindings) }
}
