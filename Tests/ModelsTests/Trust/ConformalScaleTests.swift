import Foundation
import Testing

@testable import Models

@Suite("Conformal scale")
struct ConformalScaleTests {
    enum Tails: CaseIterable { case laplace, heavy }

    @Test(
        "intervals cover what they promise within two points, whatever the tails and the scale",
        arguments: Tails.allCases)
    func coverage(tails: Tails) throws {
        var calibration = ConformalCalibration()
        for seed in 0..<150 {
            let image = Self.image(seed: UInt64(seed), tails)
            try calibration.add(mean: image.mean, scale: image.scale, truth: image.truth)
        }
        let scale = try calibration.scale()

        for level in scale.levels {
            let found = try #require(scale.factor(coverage: level.coverage))
            let covered = Self.meanCoverage(1000..<1150, tails, factor: found.value)
            #expect(abs(covered - level.coverage) < 0.02)
            #expect(found.method == .quantile)
        }
    }

    @Test("the bound holds in nine of ten calibrations, and says when images are too few for it")
    func bound() throws {
        var failures = 0
        for trial in 0..<30 {
            var calibration = ConformalCalibration()
            for seed in 0..<60 {
                let image = Self.image(seed: UInt64(2000 + 60 * trial + seed), .laplace, width: 8)
                try calibration.add(mean: image.mean, scale: image.scale, truth: image.truth)
            }
            let found = try #require(try calibration.scale().factor(coverage: 0.8, .bound))
            #expect(found.method == .bound)
            if Self.meanCoverage(1000..<1050, .laplace, factor: found.value) < 0.8 { failures += 1 }
        }
        #expect(failures <= 3)

        var few = ConformalCalibration()
        for seed in 0..<20 {
            let image = Self.image(seed: UInt64(seed), .laplace)
            try few.add(mean: image.mean, scale: image.scale, truth: image.truth)
        }
        #expect(try few.scale().factor(coverage: 0.95, .bound)?.method == .quantile)
        #expect(try few.scale().factor(coverage: 0.5, .bound)?.method == .bound)
        #expect(try few.scale().factor(coverage: 0.7) == nil)
    }

    @Test("the bound's probability is that of SciPy")
    func boundProbability() throws {
        for bound in try TrustOracles.read().bounds {
            let found = HoeffdingBentkus.probability(
                meanLoss: bound.loss, risk: bound.risk, count: bound.count)
            #expect(abs(found - bound.probability) < 1e-9)
        }
    }

    @Test("where every prediction is right all pixels are covered, no more", arguments: [9, 11])
    func perfect(imageCount: Int) throws {
        var calibration = ConformalCalibration()
        let image = FloatImage(width: 2, height: 2, filledWith: 1)
        for _ in 0..<imageCount {
            try calibration.add(mean: image, scale: image, truth: image)
        }
        #expect(try calibration.scale().levels.allSatisfy { $0.reached == 1 })
    }

    @Test("a scale of zero and NaN are refused with their place; a file brings it back")
    func refusalsAndFile() throws {
        var calibration = ConformalCalibration()
        let plain = FloatImage(width: 2, height: 2, filledWith: 1)
        var bad = plain
        bad[1, 0] = 0
        let error = #expect(throws: TrustError.self) {
            try calibration.add(mean: plain, scale: bad, truth: plain)
        }
        #expect(error?.description.contains("pixel x 1, y 0") == true)
        #expect(throws: TrustError.self) { try calibration.scale() }

        try calibration.add(mean: plain, scale: plain, truth: plain)
        let scale = try calibration.scale()
        let file = try JSONEncoder().encode(scale)
        #expect(try JSONDecoder().decode(ConformalScale.self, from: file) == scale)
    }

    /// Truths about a mean, with a predicted scale that is too small by `factor`.
    private static func image(
        seed: UInt64, _ tails: Tails, width: Int = 32, factor: Double = 1.7
    ) -> (mean: FloatImage, scale: FloatImage, truth: FloatImage) {
        var random = SplitMix64(seed: seed)
        let mean = FloatImage(width: width, height: width, filledWith: 50)
        var scale = mean
        var truth = mean
        // Each image is a little better or worse than the network believes.
        let quality = factor == 1 ? 1 : factor * (0.9 + 0.2 * RandomDraws.unit(&random))
        for index in mean.pixels.indices {
            let predicted = 0.5 + 3 * RandomDraws.unit(&random)
            var draw = TrustSamples.laplace(&random)
            if tails == .heavy {
                let (normal, other) = RandomDraws.normals(&random)
                draw = normal / (abs(other) + 0.05)
            }
            scale.pixels[index] = Float(predicted)
            truth.pixels[index] += Float(predicted * quality * draw)
        }
        return (mean, scale, truth)
    }

    private static func meanCoverage(
        _ seeds: Range<UInt64>, _ tails: Tails, factor: Double
    ) -> Double {
        var inside = 0
        var count = 0
        for seed in seeds {
            let image = image(seed: seed, tails)
            for index in image.truth.pixels.indices {
                let distance = Double(abs(image.truth.pixels[index] - image.mean.pixels[index]))
                inside += distance <= factor * Double(image.scale.pixels[index]) ? 1 : 0
                count += 1
            }
        }
        return Double(inside) / Double(count)
    }
}
