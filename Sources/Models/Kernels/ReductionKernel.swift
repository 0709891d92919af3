/// Many numbers to one, over channels, rows or columns of each image. Without gradient.
final class ReductionKernel: Kernel {
    private let setting: KernelSetting
    private let reduction: Reduction
    /// Sums in double precision: an image has millions of pixels.
    private var sums: [Double]

    init(_ setting: KernelSetting, _ reduction: Reduction) {
        self.setting = setting
        self.reduction = reduction
        sums = [Double](repeating: 0, count: setting.output.shape.count)
    }

    func forward() {
        switch reduction.measure {
        case .mean, .sum: gather(from: 0) { $0 + $1 }
        case .absoluteSum: gather(from: 0) { $0 + abs($1) }
        case .squareSum, .length: gather(from: 0) { $0 + $1 * $1 }
        case .maximum: gather(from: -.infinity) { max($0, $1) }
        case .minimum: gather(from: .infinity) { min($0, $1) }
        }
        let result = setting.output.value.pointer
        let share = Double(setting.input.shape.count / max(sums.count, 1))
        for index in sums.indices {
            switch reduction.measure {
            case .mean: result[index] = Float(sums[index] / share)
            case .length: result[index] = Float(sums[index].squareRoot())
            default: result[index] = Float(sums[index])
            }
        }
    }

    @inline(__always)
    private func gather(from start: Double, _ take: (Double, Double) -> Double) {
        let (input, output) = (setting.input.shape, setting.output.shape)
        let source = setting.input.value.pointer
        for index in sums.indices { sums[index] = start }
        var place = 0
        for image in 0..<input.batch {
            for y in 0..<input.height {
                let row = (image * output.height + (reduction.overHeight ? 0 : y)) * output.width
                for x in 0..<input.width {
                    let pixel = (row + (reduction.overWidth ? 0 : x)) * output.channels
                    for channel in 0..<input.channels {
                        let target = pixel + (reduction.overChannels ? 0 : channel)
                        sums[target] = take(sums[target], Double(source[place]))
                        place += 1
                    }
                }
            }
        }
    }

    func backward() {}
}
