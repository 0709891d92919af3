/// An image in another size, first along its rows, then along its columns. Without gradient.
final class ResamplingKernel: Kernel {
    private struct Taps {
        let perPixel: Int
        let places: [Int]
        let weights: [Float]

        init(_ taps: [[(place: Int, weight: Float)]]) {
            perPixel = taps.first?.count ?? 0
            places = taps.flatMap { $0.map(\.place) }
            weights = taps.flatMap { $0.map(\.weight) }
        }
    }

    private let setting: KernelSetting
    private let rows: Taps
    private let columns: Taps
    /// One image of the source's height and the result's width.
    private let between: FloatBuffer

    init(_ setting: KernelSetting, _ resampling: Resampling) {
        self.setting = setting
        let (input, output) = (setting.input.shape, setting.output.shape)
        var factors: (height: Float, width: Float)?
        if case .factors(let height, let width) = resampling.size { factors = (height, width) }
        rows = Taps(resampling.taps(input.height, to: output.height, factor: factors?.height))
        columns = Taps(resampling.taps(input.width, to: output.width, factor: factors?.width))
        between = FloatBuffer(count: input.height * output.width * input.channels)
    }

    func forward() {
        let (input, output) = (setting.input.shape, setting.output.shape)
        let channels = input.channels
        let size = output.width * channels
        for image in 0..<input.batch {
            for y in 0..<input.height {
                let row = (image * input.height + y) * input.width * channels
                mix(
                    columns, setting.input.value.pointer + row, between.pointer + y * size,
                    count: output.width, length: channels)
            }
            mix(
                rows, between.pointer, setting.output.value.pointer + image * output.height * size,
                count: output.height, length: size)
        }
    }

    /// Weighted sums of runs of `length` numbers.
    private func mix(
        _ taps: Taps, _ source: UnsafeMutablePointer<Float>, _ result: UnsafeMutablePointer<Float>,
        count: Int, length: Int
    ) {
        for index in 0..<count {
            let target = result + index * length
            for tap in 0..<taps.perPixel {
                let place = index * taps.perPixel + tap
                let from = source + taps.places[place] * length
                let weight = taps.weights[place]
                if tap == 0 {
                    for number in 0..<length { target[number] = weight * from[number] }
                } else {
                    for number in 0..<length { target[number] += weight * from[number] }
                }
            }
        }
    }

    func backward() {}
}
