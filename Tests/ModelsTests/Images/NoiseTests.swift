import Testing

@testable import Models

@Suite("Noise and classical denoising")
struct NoiseTests {
    private static let calibration = SensorCalibration(
        offset: 100, electronsPerGrey: 0.5, readNoiseElectrons: 1.6)

    /// Bright discs on a dim ground, in electrons.
    private static func scene(edge: Int, peak: Float) -> FloatImage {
        var image = FloatImage(width: edge, height: edge, filledWith: 1)
        for y in 0..<edge {
            for x in 0..<edge {
                let dx = x % 32 - 16
                let dy = y % 32 - 16
                if dx * dx + dy * dy < 90 { image[x, y] = peak }
            }
        }
        return GaussianFilter(sigma: 1).apply(to: image)
    }

    private static func frame(of electrons: FloatImage, seed: UInt64) -> FloatImage {
        var random = SplitMix64(seed: seed)
        var frame = electrons
        for index in frame.pixels.indices {
            let count = RandomDraws.poisson(mean: Double(electrons.pixels[index]), &random)
            let read = RandomDraws.normals(&random).0 * calibration.readNoiseElectrons
            frame.pixels[index] = Float((count + read) / calibration.electronsPerGrey + 100)
        }
        return frame
    }

    private static func statistics(_ values: [Float]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
        let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (mean, variance / Double(values.count))
    }

    @Test("quick draws have the mean, the spread and nearly the tails of normal ones")
    func quickDraws() {
        var random = SplitMix64(seed: 12)
        let draws = (0..<200_000).map { _ in Float(RandomDraws.nearNormal(&random)) }

        let (mean, variance) = Self.statistics(draws)

        #expect(abs(mean) < 0.01)
        #expect(abs(variance - 1) < 0.01)
        // 4.55 % of normal draws are beyond two standard deviations.
        let beyond = Double(draws.count { abs($0) > 2 }) / Double(draws.count)
        #expect(abs(beyond - 0.0455) < 0.006)
    }

    @Test(
        "Poisson draws have the mean and the variance asked for", arguments: [0.3, 4, 9.9, 10, 70])
    func poisson(mean: Double) {
        var random = SplitMix64(seed: 7)
        let draws = (0..<40000).map { _ in Float(RandomDraws.poisson(mean: mean, &random)) }

        let (found, variance) = Self.statistics(draws)

        #expect(abs(found - mean) < 5 * (mean / 40000).squareRoot())
        #expect(abs(variance / mean - 1) < 0.05)
        #expect(draws.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
    }

    @Test("after the Anscombe transform noise is 1, bright or dim", arguments: [5, 20, 100, 1000])
    func stabilises(electrons: Float) {
        let flat = FloatImage(width: 200, height: 200, filledWith: electrons)

        let stable = AnscombeTransform(calibration: Self.calibration)
            .apply(to: Self.frame(of: flat, seed: 3))

        #expect(abs(Self.statistics(stable.pixels).variance - 1) < 0.06)
    }

    @Test("the inverse of the mean is the mean: no bias", arguments: [2, 5, 20, 100])
    func unbiased(electrons: Float) {
        let flat = FloatImage(width: 300, height: 300, filledWith: electrons)
        let transform = AnscombeTransform(calibration: Self.calibration)
        let stable = transform.apply(to: Self.frame(of: flat, seed: 4))
        let mean = Float(Self.statistics(stable.pixels).mean)

        let back = transform.unbiasedInverse(
            of: FloatImage(width: 1, height: 1, filledWith: mean))

        let found = (back.pixels[0] - 100) * 0.5
        #expect(abs(found - electrons) < 0.03 * electrons + 0.03)
    }

    @Test("the blind-spot loss ranks blurs as the true error does")
    func blindSpotRanks() {
        let truth = Self.scene(edge: 96, peak: 12)
        let transform = AnscombeTransform(calibration: Self.calibration)
        let noisy = transform.apply(to: Self.frame(of: truth, seed: 9))
        let clean = transform.apply(
            to: IntensityMap(offset: -50, scale: 2).apply(to: truth))
        let sigmas = [0.3, 0.8, 1.5, 3, 8]

        let guessed = sigmas.map { sigma in
            BlindSpotLoss().value(for: noisy) { GaussianFilter(sigma: sigma).apply(to: $0) }
        }
        let errors = sigmas.map { sigma in
            let smooth = GaussianFilter(sigma: sigma).apply(to: noisy)
            return zip(smooth.pixels, clean.pixels).reduce(0.0) {
                $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
            }
        }

        #expect(
            guessed.firstIndex(of: guessed.min() ?? 0) == errors.firstIndex(of: errors.min() ?? 0))
        #expect(guessed[0] > guessed[2] && guessed[4] > guessed[2])
    }

    @Test("a denoiser that only copies gains nothing from the blind-spot loss")
    func copyingDoesNotPay() {
        let noisy = AnscombeTransform(calibration: Self.calibration)
            .apply(to: Self.frame(of: FloatImage(width: 64, height: 64, filledWith: 30), seed: 2))
        let loss = BlindSpotLoss()

        let copied = loss.value(for: noisy) { $0 }
        let smoothed = loss.value(for: noisy) { GaussianFilter(sigma: 3).apply(to: $0) }

        // The mean of four neighbours adds a quarter to the pixel's own variance.
        #expect(abs(copied - 1.25) < 0.1)
        #expect(smoothed < 1.1)
    }

    @Test("the classical denoiser takes away most of the noise without being told how strong")
    func denoises() {
        let truth = Self.scene(edge: 128, peak: 20)
        let frame = Self.frame(of: truth, seed: 5)
        let expected = truth.pixels.map { $0 * 2 + 100 }
        func error(_ pixels: [Float]) -> Float {
            zip(pixels, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }

        let denoiser = ClassicalDenoiser.best(for: frame, calibration: Self.calibration)
        let clean = denoiser.apply(to: frame)

        #expect(error(clean.pixels) < 0.15 * error(frame.pixels))
        #expect(abs(Self.statistics(clean.pixels).mean - Self.statistics(expected).mean) < 1)
    }
}
