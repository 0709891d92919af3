internal import COneDNN

/// The maximum or the mean under a window.
final class PoolingKernel: Kernel {
    private let ahead: Primitive
    private let aheadBindings: [onednn_binding]
    private var back: Primitive?
    private var backBindings: [onednn_binding] = []
    private let workspace: FloatBuffer

    init(_ setting: KernelSetting, _ window: Window, isMaximum: Bool) throws(NetworkError) {
        let window = window.fitted(to: setting.input.shape.height, setting.input.shape.width)
        func primitive(_ pass: onednn_pass) throws(NetworkError) -> Primitive {
            try Primitive(setting.layer.name, setting.scratch) {
                onednn_pooling(
                    pass, isMaximum, setting.input.onednn, setting.output.onednn,
                    window.onednn(groups: 1), $0)
            }
        }
        ahead = try primitive(setting.isTraining ? onednn_pass_training : onednn_pass_inference)
        workspace = ahead.room(for: onednn_argument_workspace)
        aheadBindings = ahead.bindings([
            (onednn_argument_source, setting.input.value.pointer),
            (onednn_argument_destination, setting.output.value.pointer),
            (onednn_argument_workspace, workspace.pointer),
        ])
        guard setting.isTraining, let into = setting.input.gradient,
            let from = setting.output.gradient
        else { return }
        let back = try primitive(onednn_pass_backward_data)
        backBindings = back.bindings([
            (onednn_argument_destination_gradient, from.pointer),
            (onednn_argument_source_gradient, into.pointer),
            (onednn_argument_workspace, workspace.pointer),
        ])
        self.back = back
    }

    func forward() { ahead.run(aheadBindings) }

    func backward() { back?.run(backBindings) }
}
