import Testing

@testable import Models

@Suite("Conformal scale by light")
struct ConformalLightsTests {
    /// Truths about a mean; where the signal is weak, twice as far away as predicted.
    private static func image(
        signal: Double, seed: UInt64
    ) -> (mean: FloatImage, scale: FloatImage, truth: FloatImage) {
        var random = SplitMix64(seed: seed)
        let mean = FloatImage(width: 32, height: 32, filledWith: 50)
        let scale = FloatImage(width: 32, height: 32, filledWith: 1)
        var truth = mean
        let factor = signal < 100 ? 2.0 : 1
        for index in truth.pixels.indices {
            truth.pixels[index] += Float(factor * TrustSamples.laplace(&random))
        }
        return (mean, scale, truth)
    }

    private static func calibrated(count: Int) throws -> ConformalLights? {
        try ConformalLights(
            (0..<count).map { index in
                let signal = Double(10 + index % 40 * 5)
                let image = image(signal: signal, seed: UInt64(index))
                var calibration = ConformalCalibration()
                try calibration.add(mean: image.mean, scale: image.scale, truth: image.truth)
                return (signal, calibration)
            })
    }

    @Test("weak and strong frames each hold what is promised", arguments: [20.0, 180, 5000])
    func coverage(signal: Double) throws {
        let lights = try #require(try Self.calibrated(count: 120))

        let factor = try #require(lights.scale(signal: signal)?.factor(coverage: 0.9)?.value)

        var (inside, count) = (0, 0)
        for seed in 1000..<1040 {
            let image = Self.image(signal: signal, seed: UInt64(seed))
            for index in image.truth.pixels.indices {
                let away = abs(image.truth.pixels[index] - image.mean.pixels[index])
                inside += Double(away) <= factor ? 1 : 0
                count += 1
            }
        }
        #expect(abs(Double(inside) / Double(count) - 0.9) < 0.02)
    }

    @Test("few frames make no groups")
    func few() throws {
        #expect(try Self.calibrated(count: 31) == nil)
        #expect(try Self.calibrated(count: 32)?.groups.count == 2)
    }
}
