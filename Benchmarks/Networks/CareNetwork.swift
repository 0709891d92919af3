import Models

/// The U-Net that CARE uses by default: depth 2, 32 channels, windows of 3 × 3; 166 GFLOP for a
/// megapixel.
///
/// - Source: csbdeep, `unet_n_depth` 2, `unet_n_first` 32, `unet_kern_size` 3: two convolutions a
///   level, of which the second in the middle and on the way up already gives the channels of the
///   level above.
enum CareNetwork {
    static func make() -> Network {
        var builder = NetworkBuilder(random: SplitMix64(seed: 1))
        var value = builder.input("input", channels: 1)
        func convolve(_ channels: Int) {
            value = builder.relu(builder.convolution(value, channels: channels))
        }
        var skips: [NetworkBuilder.Value] = []
        for width in [32, 64] {
            convolve(width)
            convolve(width)
            skips.append(value)
            value = builder.apply(.maximumPooling(.blocks(2)), to: [value])
        }
        convolve(128)
        convolve(64)
        for (width, last) in [(64, 32), (32, 32)] {
            value = builder.apply(.resize(.nearest, factor: 2), to: [value])
            value = builder.concatenation([value, skips.removeLast()])
            convolve(width)
            convolve(last)
        }
        return builder.network([
            ("restored", builder.convolution(value, channels: 1, window: .same(1)))
        ])
    }
}

extension CareNetwork {
    /// A restoration of that size, with the scaling and the answers of ours.
    static func restoration() throws -> ModelPackage {
        var lesson = RestoreLesson(training: [], validation: [])
        lesson.shape.block = 1
        lesson.shape.widths = [32, 64, 128]
        let example = FloatImage(
            width: 64, height: 64, pixels: (0..<64 * 64).map { Float($0 % 97) })
        return try NetworkPackage(
            lesson, network: lesson.shape.network(seed: 1), pixelMicrometers: nil
        ).made(name: "CARE-size restoration", documentation: "", example: [example])
    }
}
