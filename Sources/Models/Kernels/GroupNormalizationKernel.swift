/// Normalises groups of channels, over the pixels of each image (group and instance normalisation)
/// or of each pixel alone (layer normalisation); then scales and shifts each channel.
final class GroupNormalizationKernel: Kernel {
    private let setting: KernelSetting
    private let groups: Int
    private let epsilon: Double
    /// Sets of pixels that are normalised together: images, or single pixels.
    private let setCount: Int
    private let pixelsInSet: Int
    /// For each set and group: mean, then 1 / deviation.
    private let statistics: FloatBuffer

    init(_ setting: KernelSetting, groups: Int, epsilon: Float, perPixel: Bool) {
        self.setting = setting
        self.groups = groups
        self.epsilon = Double(epsilon)
        let shape = setting.output.shape
        setCount = perPixel ? shape.pixelCount : shape.batch
        pixelsInSet = perPixel ? 1 : shape.height * shape.width
        statistics = FloatBuffer(count: 2 * setCount * groups)
    }

    private var channels: Int { setting.output.shape.channels }

    func forward() {
        let size = channels / groups
        let (source, result) = (setting.input.value.pointer, setting.output.value.pointer)
        let scale = setting.parameters[0].value.pointer
        let shift = setting.parameters[1].value.pointer
        for set in 0..<setCount {
            for group in 0..<groups {
                let (mean, inverse) = measure(source, set, group, size)
                let place = 2 * (set * groups + group)
                statistics.pointer[place] = mean
                statistics.pointer[place + 1] = inverse
                for pixel in 0..<pixelsInSet {
                    let start = (set * pixelsInSet + pixel) * channels + group * size
                    for channel in 0..<size {
                        let own = group * size + channel
                        result[start + channel] =
                            (source[start + channel] - mean) * inverse * scale[own] + shift[own]
                    }
                }
            }
        }
    }

    private func measure(
        _ source: UnsafeMutablePointer<Float>, _ set: Int, _ group: Int, _ size: Int
    ) -> (mean: Float, inverse: Float) {
        var (sum, squares) = (0.0, 0.0)
        for pixel in 0..<pixelsInSet {
            let start = (set * pixelsInSet + pixel) * channels + group * size
            for channel in 0..<size { sum += Double(source[start + channel]) }
        }
        let count = Double(pixelsInSet * size)
        let mean = sum / count
        for pixel in 0..<pixelsInSet {
            let start = (set * pixelsInSet + pixel) * channels + group * size
            for channel in 0..<size {
                let difference = Double(source[start + channel]) - mean
                squares += difference * difference
            }
        }
        return (Float(mean), Float(1 / (squares / count + epsilon).squareRoot()))
    }

    func backward() {
        guard let from = setting.output.gradient?.pointer else { return }
        let size = channels / groups
        let scaleGradient = setting.parameters[0].gradient
        let shiftGradient = setting.parameters[1].gradient
        scaleGradient?.fill(0)
        shiftGradient?.fill(0)
        let source = setting.input.value.pointer
        for set in 0..<setCount {
            for group in 0..<groups {
                let place = 2 * (set * groups + group)
                let mean = statistics.pointer[place]
                let inverse = statistics.pointer[place + 1]
                for pixel in 0..<pixelsInSet {
                    let start = (set * pixelsInSet + pixel) * channels + group * size
                    for channel in 0..<size {
                        let own = group * size + channel
                        let normal = (source[start + channel] - mean) * inverse
                        scaleGradient?.pointer[own] += from[start + channel] * normal
                        shiftGradient?.pointer[own] += from[start + channel]
                    }
                }
                pass(from, set, group, size, mean, inverse)
            }
        }
    }

    /// The gradient of the input: that of the normal value, less what the mean and the deviation
    /// take of it.
    private func pass(
        _ from: UnsafeMutablePointer<Float>, _ set: Int, _ group: Int, _ size: Int, _ mean: Float,
        _ inverse: Float
    ) {
        guard let into = setting.input.gradient?.pointer else { return }
        let source = setting.input.value.pointer
        let scale = setting.parameters[0].value.pointer
        var (sum, product) = (0.0, 0.0)
        for pixel in 0..<pixelsInSet {
            let start = (set * pixelsInSet + pixel) * channels + group * size
            for channel in 0..<size {
                let gradient = Double(from[start + channel] * scale[group * size + channel])
                sum += gradient
                product += gradient * Double((source[start + channel] - mean) * inverse)
            }
        }
        let count = Double(pixelsInSet * size)
        let (meanGradient, meanProduct) = (Float(sum / count), Float(product / count))
        for pixel in 0..<pixelsInSet {
            let start = (set * pixelsInSet + pixel) * channels + group * size
            for channel in 0..<size {
                let normal = (source[start + channel] - mean) * inverse
                let gradient = from[start + channel] * scale[group * size + channel]
                into[start + channel] = inverse * (gradient - meanGradient - normal * meanProduct)
            }
        }
    }
}
