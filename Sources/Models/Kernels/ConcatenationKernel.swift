/// The channels of several images behind one another.
final class ConcatenationKernel: Kernel {
    private let setting: KernelSetting

    init(_ setting: KernelSetting) { self.setting = setting }

    func forward() {
        let channels = setting.output.shape.channels
        var offset = 0
        for input in setting.inputs {
            let own = input.shape.channels
            for pixel in 0..<setting.output.shape.pixelCount {
                (setting.output.value.pointer + pixel * channels + offset)
                    .update(from: input.value.pointer + pixel * own, count: own)
            }
            offset += own
        }
    }

    func backward() {
        guard let from = setting.output.gradient?.pointer else { return }
        let channels = setting.output.shape.channels
        var offset = 0
        for input in setting.inputs {
            let own = input.shape.channels
            if let into = input.gradient?.pointer {
                for pixel in 0..<setting.output.shape.pixelCount {
                    (into + pixel * own)
                        .update(from: from + pixel * channels + offset, count: own)
                }
            }
            offset += own
        }
    }
}
