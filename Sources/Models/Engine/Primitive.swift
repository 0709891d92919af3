internal import COneDNN

/// One piece of work of oneDNN, made for one shape.
final class Primitive {
    private let handle: OpaquePointer
    private let what: String
    private let scratch: Scratch

    /// - Parameters:
    ///   - what: What it does, for an error.
    ///   - scratch: Shared by primitives that never run at the same time.
    convenience init(
        _ what: String, _ scratch: Scratch, _ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
    ) throws(NetworkError) {
        var made: OpaquePointer?
        let status = make(&made)
        guard status == 0, let made else {
            throw NetworkError(what, "oneDNN does not take it (status \(status))")
        }
        self.init(taking: made, what, scratch)
    }

    /// - Parameter made: Of oneDNN; belongs to the primitive from now on.
    init(taking made: OpaquePointer, _ what: String, _ scratch: Scratch) {
        handle = made
        self.what = what
        self.scratch = scratch
        scratch.reserve(byteCount: onednn_bytes(made, onednn_argument_scratch))
    }

    deinit { onednn_destroy(handle) }

    /// Room for an argument in the layout that oneDNN wants.
    func room(for argument: onednn_argument) -> FloatBuffer {
        FloatBuffer(byteCount: onednn_bytes(handle, argument))
    }

    func has(_ argument: onednn_argument) -> Bool { onednn_bytes(handle, argument) > 0 }

    func pack(_ argument: onednn_argument, from plain: FloatBuffer, to packed: FloatBuffer) {
        check(onednn_pack(handle, argument, plain.pointer, packed.pointer))
    }

    func unpack(_ argument: onednn_argument, from packed: FloatBuffer, to plain: FloatBuffer) {
        check(onednn_unpack(handle, argument, packed.pointer, plain.pointer))
    }

    /// What ``run(_:)`` takes; made once, so that running allocates nothing.
    func bindings(
        _ arguments: [(onednn_argument, UnsafeMutablePointer<Float>)]
    ) -> [onednn_binding] {
        arguments.map { onednn_binding(argument: $0.0, data: $0.1) }
    }

    func run(_ bindings: [onednn_binding]) {
        check(
            bindings.withUnsafeBufferPointer {
                onednn_run(handle, $0.baseAddress, Int32($0.count), scratch.pointer)
            })
    }

    /// Made primitives do not fail, unless memory runs out.
    private func check(_ status: Int32) {
        precondition(status == 0, "\(what): oneDNN failed with status \(status)")
    }
}

extension TensorShape {
    func onednn(_ layout: Layout) -> onednn_shape {
        onednn_shape(
            batch: Int64(batch), channels: Int64(channels), height: Int64(height),
            width: Int64(width), layout: layout.order.onednn, number: layout.number.onednn)
    }
}

extension Site {
    var onednn: onednn_shape { shape.onednn(layout) }
}

extension Window {
    func onednn(groups: Int) -> onednn_window {
        func pair(_ pair: Pair) -> (Int64, Int64) { (Int64(pair.height), Int64(pair.width)) }
        return onednn_window(
            kernel: pair(kernel), stride: pair(stride), dilation: pair(dilation),
            before: pair(before), after: pair(after), groups: Int64(groups))
    }
}

extension Activation {
    /// oneDNN's name for it, and the slope below 0.
    var onednn: (function: onednn_function, slope: Float) {
        switch self {
        case .relu(let slope): (onednn_function_relu, slope)
        case .gelu: (onednn_function_gelu, 0)
        case .sigmoid: (onednn_function_sigmoid, 0)
        case .softplus: (onednn_function_softplus, 0)
        case .tanh: (onednn_function_tanh, 0)
        }
    }
}
