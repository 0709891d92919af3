/// How training images are varied: what may change, and by how much.
///
/// Every change is drawn evenly from its range; a range of one value changes nothing by chance.
package struct Augmentation: Sendable, Equatable {
    /// Whether the image may be turned and mirrored.
    package var turns = true
    /// What the values are multiplied by.
    package var gain: ClosedRange<Float> = 1...1
    /// What is then added.
    package var offset: ClosedRange<Float> = 0...0
    /// Standard deviation of the noise added last.
    package var noise: ClosedRange<Float> = 0...0
    /// Standard deviation in pixels of the blur.
    package var blur: ClosedRange<Double> = 0...0
    /// Photons that a value of 1 stands for when the light is drawn anew; `nil` for never.
    package var photons: ClosedRange<Double>?

    package init() {}

    /// For segmentation.
    ///
    /// - Source: gain, offset and noise with which a small U-Net reached the reference results on
    ///   nuclei, for images with percentiles 1 and 99.8 at 0 and 1.
    package static var segmentation: Augmentation {
        var augmentation = Augmentation()
        augmentation.gain = 0.6...2
        augmentation.offset = -0.2...0.2
        augmentation.noise = 0...0.05
        return augmentation
    }

    /// Draws one variation, to be given to an image and to everything that belongs to it.
    package func draw(using random: inout some RandomNumberGenerator) -> Variation {
        let turn = Int(random.next() >> 61)
        return Variation(
            orientation: turns ? Orientation.allCases[turn] : .upright,
            blur: Self.within(blur, &random), photons: photons.map { Self.within($0, &random) },
            gain: Float(Self.within(gain, &random)), offset: Float(Self.within(offset, &random)),
            noise: Float(Self.within(noise, &random)), seed: random.next())
    }

    private static func within<Value: BinaryFloatingPoint>(
        _ range: ClosedRange<Value>, _ random: inout some RandomNumberGenerator
    ) -> Double {
        let low = Double(range.lowerBound)
        return low + RandomDraws.unit(&random) * (Double(range.upperBound) - low)
    }
}
