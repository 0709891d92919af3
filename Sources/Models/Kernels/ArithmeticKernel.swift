/// The sum or the product of images of one shape.
final class ArithmeticKernel: Kernel {
    private let setting: KernelSetting
    private let isProduct: Bool

    init(_ setting: KernelSetting, isProduct: Bool) {
        self.setting = setting
        self.isProduct = isProduct
    }

    func forward() {
        let result = setting.output.value
        result.copy(setting.input.value)
        for input in setting.inputs.dropFirst() {
            if isProduct {
                let (mine, theirs) = (result.pointer, input.value.pointer)
                for index in 0..<result.count { mine[index] *= theirs[index] }
            } else {
                result.add(input.value)
            }
        }
    }

    func backward() {
        guard let from = setting.output.gradient else { return }
        for (place, input) in setting.inputs.enumerated() {
            guard let into = input.gradient else { continue }
            into.copy(from)
            guard isProduct else { continue }
            for (other, factor) in setting.inputs.enumerated() where other != place {
                let (mine, theirs) = (into.pointer, factor.value.pointer)
                for index in 0..<into.count { mine[index] *= theirs[index] }
            }
        }
    }
}
