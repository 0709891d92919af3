/// Leaves numbers out at random while training; passes everything on otherwise.
final class DropoutKernel: Kernel {
    private let setting: KernelSetting
    private let rate: Float
    private let kept: FloatBuffer
    /// The state of its own generator, so that training is the same twice.
    private var state: UInt64

    init(_ setting: KernelSetting, rate: Float, seed: UInt64) {
        self.setting = setting
        self.rate = rate
        kept = FloatBuffer(count: setting.isTraining ? setting.output.count : 0)
        state = seed
    }

    func forward() {
        guard setting.isTraining, rate > 0 else {
            return setting.output.value.copy(
                setting.input.value, count: setting.output.floatCount)
        }
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        let factor = 1 / (1 - rate)
        for index in 0..<kept.count {
            // A linear congruential step; the upper bits are good enough to toss a coin.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let isKept = Float(state >> 40) / Float(1 << 24) >= rate
            kept.pointer[index] = isKept ? factor : 0
            result[index] = source[index] * kept.pointer[index]
        }
    }

    func backward() {
        guard let into = setting.input.gradient, let from = setting.output.gradient else { return }
        into.copy(from, count: setting.output.count)
        guard rate > 0 else { return }
        for index in 0..<kept.count { into.pointer[index] *= kept.pointer[index] }
    }
}
