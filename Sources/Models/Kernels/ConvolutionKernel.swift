internal import COneDNN

/// A convolution, or a transposed one, forward and backward.
final class ConvolutionKernel: Kernel {
    private struct Pass {
        let primitive: Primitive
        let packed: FloatBuffer
        let bindings: [onednn_binding]
    }

    private let setting: KernelSetting
    private let forwardPass: Pass
    /// Of what Winograd's method cannot work out on its way.
    private let activation: ActivationKernel?
    private var dataPass: Pass?
    private var weightsPass: Pass?

    init(
        _ setting: KernelSetting, _ window: Window, groups: Int, isBiased: Bool, isTransposed: Bool
    ) throws(NetworkError) {
        self.setting = setting
        let window = window.fitted(to: setting.input.shape.height, setting.input.shape.width)
        let winograd = WinogradConvolution(setting, window, isBiased: isBiased)
        func direct(_ pass: onednn_pass) throws(NetworkError) -> Primitive {
            let fused = setting.fused?.onednn
            return try Primitive(setting.layer.name, setting.scratch) {
                onednn_convolution(
                    pass, isTransposed, setting.input.onednn, setting.output.onednn,
                    window.onednn(groups: groups), isBiased,
                    fused?.function ?? onednn_function_none, fused?.slope ?? 0, $0)
            }
        }
        func backward(_ pass: onednn_pass) throws(NetworkError) -> Primitive {
            if let made = winograd?.primitive(pass) { return made }
            return try direct(pass)
        }
        let direction = setting.isTraining ? onednn_pass_training : onednn_pass_inference
        let forward: Primitive
        if let winograd, let made = winograd.primitive(direction) {
            forward = made
            activation = try winograd.activation()
        } else {
            forward = try direct(direction)
            activation = nil
        }
        let bias = isBiased ? setting.parameters[1] : nil
        let (input, output) = (setting.input, setting.output)
        forwardPass = Self.pass(
            forward, onednn_argument_weights,
            [
                (onednn_argument_source, input.value),
                (onednn_argument_destination, output.value),
                (onednn_argument_bias, bias?.value),
            ])
        guard setting.isTraining else {
            forwardPass.primitive.pack(
                onednn_argument_weights, from: setting.parameters[0].value, to: forwardPass.packed)
            return
        }
        if let gradient = input.gradient {
            dataPass = Self.pass(
                try backward(onednn_pass_backward_data), onednn_argument_weights,
                [
                    (onednn_argument_destination_gradient, output.gradient),
                    (onednn_argument_source_gradient, gradient),
                ])
        }
        weightsPass = Self.pass(
            try backward(onednn_pass_backward_weights), onednn_argument_weights_gradient,
            [
                (onednn_argument_source, input.value),
                (onednn_argument_destination_gradient, output.gradient),
                (onednn_argument_bias_gradient, bias?.gradient),
            ])
    }

    /// Whether oneDNN has fast code for a convolution from and to these layouts.
    static func isFast(
        _ layer: Network.Layer, from source: (shape: TensorShape, layout: Layout),
        to result: (shape: TensorShape, layout: Layout), isTrained: Bool
    ) -> Bool {
        let window: Window
        let isTransposed: Bool
        let isBiased: Bool
        switch layer.operation {
        case .convolution(let own, _, _, let biased):
            (window, isTransposed, isBiased) = (own, false, biased)
        case .transposedConvolution(let own, _, _, let biased):
            (window, isTransposed, isBiased) = (own, true, biased)
        default: return false
        }
        let fitted = window.fitted(to: source.shape.height, source.shape.width).onednn(groups: 1)
        let passes =
            isTrained
            ? [onednn_pass_training, onednn_pass_backward_data, onednn_pass_backward_weights]
            : [onednn_pass_inference]
        return passes.allSatisfy { pass in
            onednn_convolution_is_fast(
                pass, isTransposed, source.shape.onednn(source.layout),
                result.shape.onednn(result.layout), fitted, isBiased)
        }
    }

    private static func pass(
        _ primitive: Primitive, _ weights: onednn_argument,
        _ arguments: [(onednn_argument, FloatBuffer?)]
    ) -> Pass {
        let packed = primitive.room(for: weights)
        let bound = arguments.compactMap { argument, buffer in buffer.map { (argument, $0.pointer) }
        }
        return Pass(
            primitive: primitive, packed: packed,
            bindings: primitive.bindings(bound + [(weights, packed.pointer)]))
    }

    func forward() {
        if setting.isTraining {
            forwardPass.primitive.pack(
                onednn_argument_weights, from: setting.parameters[0].value, to: forwardPass.packed)
        }
        forwardPass.primitive.run(forwardPass.bindings)
        activation?.forward()
    }

    func backward() {
        if let dataPass {
            dataPass.primitive.pack(
                onednn_argument_weights, from: setting.parameters[0].value, to: dataPass.packed)
            dataPass.primitive.run(dataPass.bindings)
        }
        if let weightsPass, let gradient = setting.parameters[0].gradient {
            weightsPass.primitive.run(weightsPass.bindings)
            weightsPass.primitive.unpack(
                onednn_argument_weights_gradient, from: weightsPass.packed, to: gradient)
        }
    }
}
