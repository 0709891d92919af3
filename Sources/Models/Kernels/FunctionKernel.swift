internal import Glibc

/// A function of each number by itself, without gradient.
final class FunctionKernel: Kernel {
    private let setting: KernelSetting
    private let function: PointFunction

    init(_ setting: KernelSetting, _ function: PointFunction) {
        self.setting = setting
        self.function = function
    }

    func forward() {
        switch function {
        case .elu(let alpha): apply { $0 < 0 ? alpha * expm1f($0) : $0 }
        case .selu(let alpha, let gamma):
            apply { gamma * ($0 < 0 ? alpha * expm1f($0) : $0) }
        case .celu(let alpha): apply { $0 < 0 ? alpha * expm1f($0 / alpha) : $0 }
        case .hardSigmoid(let slope, let offset):
            apply { min(max(slope * $0 + offset, 0), 1) }
        case .hardSwish: apply { $0 * min(max($0 / 6 + 0.5, 0), 1) }
        case .mish: apply { $0 * tanhf($0 > 20 ? $0 : log1pf(expf($0))) }
        case .geluByTanh:
            // √(2/π), as in Hendrycks and Gimpel's approximation.
            apply { 0.5 * $0 * (1 + tanhf(0.797_884_56 * ($0 + 0.044_715 * $0 * $0 * $0))) }
        case .clip(let low, let high): apply { min(max($0, low), high) }
        case .threshold(let threshold): apply { $0 > threshold ? $0 : 0 }
        case .absolute: apply { abs($0) }
        case .negative: apply { -$0 }
        case .reciprocal: apply { 1 / $0 }
        case .squareRoot: apply { $0.squareRoot() }
        case .exponential: apply { expf($0) }
        case .logarithm: apply { logf($0) }
        case .power(let exponent) where exponent == 2: apply { $0 * $0 }
        case .power(let exponent): apply { powf($0, exponent) }
        case .errorFunction: apply { erff($0) }
        case .softsign: apply { $0 / (1 + abs($0)) }
        }
    }

    @inline(__always)
    private func apply(_ function: (Float) -> Float) {
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        for index in 0..<setting.output.shape.count { result[index] = function(source[index]) }
    }

    func backward() {}
}
