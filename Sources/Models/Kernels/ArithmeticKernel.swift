/// The sum or the product of images of one shape.
final class ArithmeticKernel: Kernel {
    private let setting: KernelSetting
    private let isProduct: Bool

    init(_ setting: KernelSetting, isProduct: Bool) {
        self.setting = setting
        self.isProduct = isProduct
    }

    /// A buffer that values share may be larger than this one.
    private var count: Int { setting.output.count }

    func forward() {
        let result = setting.output.value
        let inputs = setting.inputs
        if !isProduct, inputs.count == 2 {
            return result.take(sumOf: inputs[0].value, inputs[1].value, count: count)
        }
        result.copy(setting.input.value, count: count)
        for input in setting.inputs.dropFirst() {
            if isProduct {
                let (mine, theirs) = (result.pointer, input.value.pointer)
                for index in 0..<count { mine[index] *= theirs[index] }
            } else {
                result.add(input.value, count: count)
            }
        }
    }

    func backward() {
        guard let from = setting.output.gradient else { return }
        for (place, input) in setting.inputs.enumerated() {
            guard let into = input.gradient else { continue }
            into.copy(from, count: count)
            guard isProduct else { continue }
            for (other, factor) in setting.inputs.enumerated() where other != place {
                let (mine, theirs) = (into.pointer, factor.value.pointer)
                for index in 0..<count { mine[index] *= theirs[index] }
            }
        }
    }
}
