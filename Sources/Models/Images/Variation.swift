/// One variation of a training image; the same each time that it is applied.
package struct Variation: Sendable, Equatable {
    package let orientation: Orientation
    /// Standard deviation in pixels.
    package let blur: Double
    /// Photons that a value of 1 stands for.
    package let photons: Double?
    package let gain: Float
    package let offset: Float
    /// Standard deviation.
    package let noise: Float
    /// Of the noise.
    package let seed: UInt64

    /// Turns, then blurs, draws the photons anew, multiplies, adds, and adds noise.
    package func apply(to image: FloatImage) -> FloatImage {
        var result = orientation == .upright ? image : image.oriented(orientation)
        if blur > 0 { result = GaussianFilter(sigma: blur).apply(to: result) }
        var random = SplitMix64(seed: seed)
        if let photons, photons > 0 { drawPhotons(&result.pixels, perUnit: photons, &random) }
        if gain != 1 || offset != 0 {
            result.pixels.withUnsafeMutableBufferPointer { pixels in
                for index in pixels.indices { pixels[index] = pixels[index] * gain + offset }
            }
        }
        if noise > 0 { addNoise(&result.pixels, &random) }
        return result
    }

    /// Turns, and nothing else: for a target image that belongs to the varied one.
    package func turn(_ image: FloatImage) -> FloatImage { image.oriented(orientation) }

    /// Turns the labels that belong to the varied image.
    package func turn(_ labels: LabelImage) -> LabelImage { labels.oriented(orientation) }

    /// What is not above 0 stays: it has no photons.
    private func drawPhotons(
        _ pixels: inout [Float], perUnit photons: Double, _ random: inout SplitMix64
    ) {
        pixels.withUnsafeMutableBufferPointer { pixels in
            for index in pixels.indices where pixels[index] > 0 {
                let mean = Double(pixels[index]) * photons
                pixels[index] = Float(RandomDraws.poisson(mean: mean, &random) / photons)
            }
        }
    }

    private func addNoise(_ pixels: inout [Float], _ random: inout SplitMix64) {
        pixels.withUnsafeMutableBufferPointer { pixels in
            for index in stride(from: 0, to: pixels.count, by: 2) {
                let (first, second) = RandomDraws.normals(&random)
                pixels[index] += noise * Float(first)
                if index + 1 < pixels.count { pixels[index + 1] += noise * Float(second) }
            }
        }
    }
}
