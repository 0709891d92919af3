internal import COneDNN

/// All numbers of an image, in the order channel, y, x, times a matrix, plus a bias.
final class DenseKernel: Kernel {
    private let setting: KernelSetting
    private let inputs: Int
    private let outputs: Int
    /// The input in the order that the matrix has, and its gradient.
    private let flat: FloatBuffer
    private let flatGradient: FloatBuffer

    init(_ setting: KernelSetting, outputs: Int) throws(NetworkError) {
        self.setting = setting
        self.outputs = outputs
        let shape = setting.input.shape
        inputs = shape.channels * shape.height * shape.width
        guard setting.parameters[0].value.count == inputs * outputs else {
            throw NetworkError(
                setting.layer.name,
                "an image of \(shape) has \(inputs) numbers; the weights are for "
                    + "\(setting.parameters[0].value.count / max(outputs, 1))")
        }
        flat = FloatBuffer(count: shape.count)
        flatGradient = FloatBuffer(count: setting.isTraining ? shape.count : 0)
    }

    private var batch: Int { setting.input.shape.batch }

    func forward() {
        let shape = setting.input.shape
        exchange(shape) { flat.pointer[$1] = setting.input.value.pointer[$0] }
        let (weights, bias) = (setting.parameters[0].value, setting.parameters[1].value)
        let result = setting.output.value.pointer
        for image in 0..<batch {
            (result + image * outputs).update(from: bias.pointer, count: outputs)
        }
        multiply(
            false, true, batch, outputs, inputs, flat.pointer, weights.pointer, adds: true, result)
    }

    func backward() {
        guard let from = setting.output.gradient else { return }
        if let gradient = setting.parameters[0].gradient {
            multiply(
                true, false, outputs, inputs, batch, from.pointer, flat.pointer, adds: false,
                gradient.pointer)
        }
        if let gradient = setting.parameters[1].gradient {
            gradient.fill(0)
            for index in 0..<(batch * outputs) {
                gradient.pointer[index % outputs] += from.pointer[index]
            }
        }
        guard let into = setting.input.gradient else { return }
        multiply(
            false, false, batch, inputs, outputs, from.pointer,
            setting.parameters[0].value.pointer, adds: false, flatGradient.pointer)
        exchange(setting.input.shape) { into.pointer[$0] = flatGradient.pointer[$1] }
    }

    /// Calls `body` with the place of each number here and in the order of the matrix.
    private func exchange(_ shape: TensorShape, _ body: (_ here: Int, _ there: Int) -> Void) {
        let area = shape.height * shape.width
        for image in 0..<shape.batch {
            for pixel in 0..<area {
                for channel in 0..<shape.channels {
                    body(
                        (image * area + pixel) * shape.channels + channel,
                        (image * shape.channels + channel) * area + pixel)
                }
            }
        }
    }

    private func multiply(
        _ transposesA: Bool, _ transposesB: Bool, _ rows: Int, _ columns: Int, _ depth: Int,
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, adds: Bool,
        _ c: UnsafeMutablePointer<Float>
    ) {
        let status = onednn_multiply(
            transposesA, transposesB, Int64(rows), Int64(columns), Int64(depth), a, b, adds, c)
        precondition(status == 0, "a product of matrices failed with status \(status)")
    }
}
