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
    /// Read noise was no electrons, and cannot be divided by drawing some: as much of it as went with
    /// the part is made up for by noise that one side has and the other lacks.
    ///
    /// - Parameter frame: Electrons, with noise.
    /// - Returns: Electrons at less light with the camera's noise; electrons at full light that
    ///   the others speak for.
    /// - Source: thinning of Poisson counts; of normal noise, Neufeld et al., JMLR 25 (2024).
    package func part(
        _ frame: FloatImage, random: inout some RandomNumberGenerator
    ) -> (frame: FloatImage, rest: FloatImage) {
        precondition(share < 1, "something is left to compare with")
        var (taken, rest) = (frame, frame)
        let shared = (share * (1 - share)).squareRoot() * readNoise
        let own = (1 - share).squareRoot() * readNoise
        for index in frame.pixels.indices {
            let electrons = frame.pixels[index]
            let (first, second) = RandomDraws.normals(&random)
            let part = share(of: Double(electrons), &random) + shared * first
            taken.pixels[index] = Float(part + own * second)
            rest.pixels[index] = (electrons - Float(part)) / Float(1 - share)
        }
        return (taken, rest)
    }

    /// How many of `electrons` come with less light. What the camera's noise brought below 0 is
    /// divided as well, and fractions are rounded by chance: so no mean is shifted.
    private func share(
        of electrons: Double, _ random: inout some RandomNumberGenerator
    ) -> Double {
        let size = abs(electrons)
        var count = size.rounded(.down)
        if RandomDraws.unit(&random) < size - count { count += 1 }
        let part = Double(RandomDraws.binomial(count: Int(count), share: share, &random))
        return electrons < 0 ? -part : part
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
