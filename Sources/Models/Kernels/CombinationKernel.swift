internal import Glibc

/// What images make of each other, number by number; one with a single channel, row or column
/// serves for all of them. Without gradient.
final class CombinationKernel: Kernel {
    private let setting: KernelSetting
    private let combination: Combination

    init(_ setting: KernelSetting, _ combination: Combination) {
        self.setting = setting
        self.combination = combination
    }

    func forward() {
        switch combination {
        case .addition: apply { $0 + $1 }
        case .subtraction: apply { $0 - $1 }
        case .multiplication: apply { $0 * $1 }
        case .division: apply { $0 / $1 }
        case .minimum: apply { min($0, $1) }
        case .maximum: apply { max($0, $1) }
        case .power: apply { powf($0, $1) }
        }
    }

    /// The first input is spread over the result; each of the others is combined with that.
    @inline(__always)
    private func apply(_ function: (Float, Float) -> Float) {
        let result = setting.output.value.pointer
        visit(setting.input.shape) { result[$0] = setting.input.value.pointer[$1] }
        for input in setting.inputs.dropFirst() {
            let numbers = input.value.pointer
            visit(input.shape) { result[$0] = function(result[$0], numbers[$1]) }
        }
    }

    /// Calls `body` with each place of the result and the place of an input that belongs to it.
    @inline(__always)
    private func visit(_ shape: TensorShape, _ body: (_ result: Int, _ source: Int) -> Void) {
        let output = setting.output.shape
        let acrossChannels = shape.channels == 1 ? 0 : 1
        let acrossColumns = shape.width == 1 ? 0 : shape.channels
        let acrossRows = shape.height == 1 ? 0 : shape.width * shape.channels
        var place = 0
        for image in 0..<output.batch {
            for y in 0..<output.height {
                let row = image * shape.height * shape.width * shape.channels + y * acrossRows
                for x in 0..<output.width {
                    let pixel = row + x * acrossColumns
                    for channel in 0..<output.channels {
                        body(place, pixel + channel * acrossChannels)
                        place += 1
                    }
                }
            }
        }
    }

    func backward() {}
}
