/// The mean of each channel over an image.
final class GlobalMeanKernel: Kernel {
    private let setting: KernelSetting

    init(_ setting: KernelSetting) { self.setting = setting }

    private var area: Int { setting.input.shape.height * setting.input.shape.width }

    func forward() {
        let channels = setting.input.shape.channels
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        setting.output.value.fill(0)
        for image in 0..<setting.input.shape.batch {
            for pixel in 0..<area {
                let start = (image * area + pixel) * channels
                for channel in 0..<channels {
                    result[image * channels + channel] += source[start + channel]
                }
            }
        }
        for index in 0..<setting.output.shape.count { result[index] /= Float(area) }
    }

    func backward() {
        guard let into = setting.input.gradient?.pointer,
            let from = setting.output.gradient?.pointer
        else { return }
        let channels = setting.input.shape.channels
        for image in 0..<setting.input.shape.batch {
            for pixel in 0..<area {
                let start = (image * area + pixel) * channels
                for channel in 0..<channels {
                    into[start + channel] = from[image * channels + channel] / Float(area)
                }
            }
        }
    }
}
