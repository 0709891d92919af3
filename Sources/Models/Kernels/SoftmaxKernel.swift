internal import Glibc

/// Probabilities of the channels of each pixel.
final class SoftmaxKernel: Kernel {
    private let setting: KernelSetting

    init(_ setting: KernelSetting) { self.setting = setting }

    func forward() {
        let channels = setting.output.shape.channels
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        for pixel in 0..<setting.output.shape.pixelCount {
            let start = pixel * channels
            var largest = -Float.infinity
            for channel in 0..<channels { largest = max(largest, source[start + channel]) }
            var sum: Float = 0
            for channel in 0..<channels {
                let power = expf(source[start + channel] - largest)
                result[start + channel] = power
                sum += power
            }
            for channel in 0..<channels { result[start + channel] /= sum }
        }
    }

    func backward() {
        guard let into = setting.input.gradient?.pointer,
            let from = setting.output.gradient?.pointer
        else { return }
        let channels = setting.output.shape.channels
        let result = setting.output.value.pointer
        for pixel in 0..<setting.output.shape.pixelCount {
            let start = pixel * channels
            var sum: Float = 0
            for channel in start..<(start + channels) { sum += from[channel] * result[channel] }
            for channel in start..<(start + channels) {
                into[channel] = result[channel] * (from[channel] - sum)
            }
        }
    }
}
