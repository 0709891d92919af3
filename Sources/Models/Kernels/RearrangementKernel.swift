/// Pixels or channels put elsewhere: margins, slices, a choice of channels. Without gradient.
final class RearrangementKernel: Kernel {
    private let setting: KernelSetting
    /// For each row and column of the result, the one that it comes from; -1 is the constant.
    private let rows: [Int]
    private let columns: [Int]
    /// The channels of the result; nil for all as they are.
    private let channels: [Int]?
    private let constant: Float

    init(
        _ setting: KernelSetting, rows: [Int], columns: [Int], channels: [Int]? = nil,
        constant: Float = 0
    ) {
        self.setting = setting
        self.rows = rows
        self.columns = columns
        self.channels = channels
        self.constant = constant
    }

    convenience init(_ setting: KernelSetting, _ margin: Margin) {
        let shape = setting.input.shape
        var constant: Float = 0
        if case .constant(let value) = margin.content { constant = value }
        // A margin that does not fit was refused with the shapes.
        self.init(
            setting,
            rows: Margin.places(
                shape.height, before: margin.before.height, after: margin.after.height,
                margin.content) ?? [],
            columns: Margin.places(
                shape.width, before: margin.before.width, after: margin.after.width,
                margin.content) ?? [],
            constant: constant)
    }

    convenience init(_ setting: KernelSetting, height: Cut, width: Cut) {
        let other = setting.inputs.count > 1 ? setting.inputs[1].shape : nil
        self.init(
            setting, rows: height.places(setting.input.shape.height, other: other?.height),
            columns: width.places(setting.input.shape.width, other: other?.width))
    }

    convenience init(_ setting: KernelSetting, channels: [Int]) {
        self.init(
            setting, rows: Array(0..<setting.input.shape.height),
            columns: Array(0..<setting.input.shape.width), channels: channels)
    }

    func forward() {
        let (input, output) = (setting.input.shape, setting.output.shape)
        let source = setting.input.value.pointer
        var target = setting.output.value.pointer
        for image in 0..<output.batch {
            for row in rows {
                for column in columns {
                    defer { target += output.channels }
                    guard row >= 0, column >= 0 else {
                        target.update(repeating: constant, count: output.channels)
                        continue
                    }
                    let pixel = (image * input.height + row) * input.width + column
                    let from = source + pixel * input.channels
                    guard let channels else {
                        target.update(from: from, count: output.channels)
                        continue
                    }
                    for (place, channel) in channels.enumerated() { target[place] = from[channel] }
                }
            }
        }
    }

    func backward() {}
}
