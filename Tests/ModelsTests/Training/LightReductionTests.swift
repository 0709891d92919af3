import Testing

@testable import Models

@Suite("Less light")
struct LightReductionTests {
    @Test("taking electrons away leaves two frames with the right means and noise of their own")
    func part() {
        var random = SplitMix64(seed: 8)
        let mean = 40.0
        let frame = FloatImage(
            width: 200, height: 200,
            pixels: (0..<40_000).map { _ in Float(RandomDraws.poisson(mean: mean, &random)) })

        let (low, rest) = LightReduction(share: 0.2, readNoise: 0).part(frame, random: &random)

        let (first, second) = (Moments(low.pixels), Moments(rest.pixels))
        #expect(abs(first.mean - 8) < 0.1)
        #expect(abs(first.variance - 8) < 0.3)
        #expect(abs(second.mean - 40) < 0.2)
        // 32 electrons speak for 40.
        #expect(abs(second.variance - 40 / 0.8) < 2)
        let covariance = zip(low.pixels, rest.pixels).reduce(0.0) {
            $0 + (Double($1.0) - first.mean) * (Double($1.1) - second.mean) / 40_000
        }
        #expect(abs(covariance) < 0.4)
    }

    @Test(
        "part and rest of frames with read noise know nothing of each other", arguments: [0.2, 0.7])
    func readNoise(share: Double) {
        var random = SplitMix64(seed: 3)
        let truth = FloatImage(width: 200, height: 200, filledWith: 6)
        let frame = LightReduction(share: 1, readNoise: 2).frame(of: truth, random: &random)

        let (low, rest) = LightReduction(share: share, readNoise: 2).part(frame, random: &random)

        let (first, second) = (Moments(low.pixels), Moments(rest.pixels))
        #expect(abs(first.mean - 6 * share) < 0.05)
        #expect(abs(second.mean - 6) < 0.1)
        // As a camera makes it of that light.
        #expect(abs(first.variance / (6 * share + 4) - 1) < 0.05)
        let covariance = zip(low.pixels, rest.pixels).reduce(0.0) {
            $0 + (Double($1.0) - first.mean) * (Double($1.1) - second.mean) / 40_000
        }
        #expect(abs(covariance / (first.variance * second.variance).squareRoot()) < 0.03)
    }

    @Test("frames that are mostly read noise keep their means", arguments: [0.2, 0.8])
    func dark(share: Double) {
        var random = SplitMix64(seed: 8)
        let truth = FloatImage(width: 300, height: 300, filledWith: 0.7)
        let frame = LightReduction(share: 1, readNoise: 2).frame(of: truth, random: &random)

        let (low, rest) = LightReduction(share: share, readNoise: 2).part(frame, random: &random)

        let (first, second) = (Moments(low.pixels), Moments(rest.pixels))
        #expect(abs(first.mean - 0.7 * share) < 0.02)
        #expect(abs(second.mean - 0.7) < 0.03 / (1 - share))
    }

    @Test(
        "draws have the binomial's mean and variance", arguments: [(4, 0.3), (50, 0.1), (900, 0.7)])
    func binomial(count: Int, share: Double) {
        var random = SplitMix64(seed: 5)
        let draws = (0..<40_000).map { _ in
            Float(RandomDraws.binomial(count: count, share: share, &random))
        }

        let moments = Moments(draws)
        let variance = Double(count) * share * (1 - share)
        #expect(abs(moments.mean - Double(count) * share) < 4 * (variance / 40_000).squareRoot())
        #expect(abs(moments.variance / variance - 1) < 0.04)
        #expect(draws.allSatisfy { (0...Float(count)).contains($0) })
    }

    private struct Moments {
        let mean: Double
        let variance: Double

        init(_ values: [Float]) {
            let mean = values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
            self.mean = mean
            variance =
                values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
                / Double(values.count)
        }
    }
}
