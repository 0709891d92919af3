internal import COneDNN

/// Brings an image from one layout into another.
final class LayoutKernel: Kernel {
    private let ahead: Primitive
    private let aheadBindings: [onednn_binding]
    private var back: Primitive?
    private var backBindings: [onednn_binding] = []

    init(_ setting: KernelSetting) throws(NetworkError) {
        let (input, output) = (setting.input, setting.output)
        ahead = try Primitive(setting.layer.name, setting.scratch) {
            onednn_reorder(input.onednn, output.onednn, $0)
        }
        aheadBindings = ahead.bindings([
            (onednn_argument_source, input.value.pointer),
            (onednn_argument_destination, output.value.pointer),
        ])
        guard setting.isTraining, let into = input.gradient, let from = output.gradient else {
            return
        }
        let back = try Primitive(setting.layer.name, setting.scratch) {
            onednn_reorder(output.onednn, input.onednn, $0)
        }
        backBindings = back.bindings([
            (onednn_argument_source, from.pointer), (onednn_argument_destination, into.pointer),
        ])
        self.back = back
    }

    func forward() { ahead.run(aheadBindings) }

    func backward() { back?.run(backBindings) }
}
