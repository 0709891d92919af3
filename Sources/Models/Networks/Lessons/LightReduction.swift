/// What a camera would have delivered with less light, or with a little more.
package struct LightReduction: Sendable {
    /// Share of the light that there is, above 0; above 1 only for frames without noise.
    package let share: Double
    /// Standard deviation of the read noise that is added, electrons.
    package let readNoise: Double

    package init(share: Double, readNoise: Double) {
        precondition(share > 0 && share.isFinite, "a share of the light")
        self.share = share
        self.readNoise = readNoise
    }

    /// Draws a frame from what the camera would deliver without noise.
    ///
    /// - Parameter mean: Expected electrons at full light.
    /// - Returns: Electrons at less light, with the noise of photons and of the camera.
    package func frame(
        of mean: FloatImage, random: inout some RandomNumberGenerator
    ) -> FloatImage {
        var result = mean
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for index in pixels.indices {
                let expected = Double(pixels[index]) * share
                pixels[index] = Float(RandomDraws.poisson(mean: expected, &random))
            }
        }
        addReadNoise(&result, &random)
        return result
    }

    /// Draws which of the electrons of a real frame would have come with less light, and leaves the
    /// others, whose noise is their own: what a network can be compared with.
    ///
    /// - Parameter frame: Electrons, with noise.
    /// - Returns: Electrons at less light with the camera's noise; electrons at full light that
    ///   the others speak for.
    package func part(
        _ frame: FloatImage, random: inout some RandomNumberGenerator
    ) -> (frame: FloatImage, rest: FloatImage) {
        precondition(share < 1, "something is left to compare with")
        var (taken, rest) = (frame, frame)
        for index in frame.pixels.indices {
            let electrons = frame.pixels[index]
            // What is below 0 is the camera's noise, and stays with what is compared.
            let count = max(electrons, 0).rounded()
            let part = RandomDraws.binomial(count: Int(count), share: share, &random)
            taken.pixels[index] = Float(part)
            rest.pixels[index] = (electrons - Float(part)) / Float(1 - share)
        }
        addReadNoise(&taken, &random)
        return (taken, rest)
    }

    private func addReadNoise(_ image: inout FloatImage, _ random: inout some RandomNumberGenerator)
    {
        guard readNoise > 0 else { return }
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for index in stride(from: 0, to: pixels.count, by: 2) {
                let (first, second) = RandomDraws.normals(&random)
                pixels[index] += Float(readNoise * first)
                if index + 1 < pixels.count { pixels[index + 1] += Float(readNoise * second) }
            }
        }
    }
}
