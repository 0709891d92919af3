import Testing

@testable import Models

@Suite("Image metrics")
struct ImagePairTests {
    private func constant(_ value: Float, edge: Int = 16) -> FloatImage {
        FloatImage(width: edge, height: edge, filledWith: value)
    }

    @Test(
        "every metric agrees with numpy, scipy and scikit-image", arguments: [(96, 80), (201, 180)])
    func oracles(width: Int, height: Int) throws {
        let oracle = try #require(try MetricOracles.read().images["\(width)x\(height)"])
        let pair = try OracleInputs.pair(width, height)
        let aligned = try pair.aligned()

        let percentiles = try Percentile.of(pair.truth.pixels, [0, 0.1, 33.3, 50, 99.9, 100])
        for (ours, theirs) in zip(percentiles, oracle.percentiles) { #expect(agree(ours, theirs)) }
        #expect(agree(pair.meanSquaredError, oracle.meanSquaredError))
        #expect(agree(try pair.peakSignalToNoise(), oracle.psnr))
        #expect(agree(pair.pearson, oracle.pearson))
        #expect(agree(try pair.structuralSimilarity(), oracle.ssim))
        #expect(agree(aligned.rootMeanSquareError, oracle.alignedRMSE))
        #expect(agree(try aligned.peakSignalToNoise(range: 1), oracle.alignedPSNR))
        #expect(agree(try aligned.structuralSimilarity(range: 1), oracle.alignedSSIM))
    }

    @Test("an image is identical to itself")
    func identical() throws {
        let truth = try OracleInputs.pair(180, 180).truth
        let pair = try ImagePair(truth: truth, prediction: truth)

        #expect(pair.meanSquaredError == 0)
        #expect(try pair.peakSignalToNoise() == .infinity)
        #expect(agree(pair.pearson, 1, relative: 1e-12))
        #expect(agree(try pair.structuralSimilarity(), 1, relative: 1e-12))
        #expect(try pair.aligned().rootMeanSquareError < 1e-6)
    }

    @Test("scale and offset are forgiven where that is promised, and only there")
    func scaleAndOffset() throws {
        let truth = try OracleInputs.pair(96, 80).truth
        var prediction = truth
        for index in prediction.pixels.indices { prediction.pixels[index] *= 3 }
        let pair = try ImagePair(truth: truth, prediction: prediction)

        #expect(try pair.peakSignalToNoise() < 10)
        #expect(try pair.aligned().peakSignalToNoise(range: 1) > 100)
    }

    @Test("numbers worked out by hand")
    func byHand() throws {
        let pair = try ImagePair(
            truth: FloatImage(width: 4, height: 1, pixels: [0, 1, 2, 3]),
            prediction: FloatImage(width: 4, height: 1, pixels: [1, 1, 2, 5]))

        #expect(pair.meanSquaredError == 1.25)
        #expect(agree(try pair.peakSignalToNoise(range: 12.5), 20.9691001300806))
        #expect(agree(pair.pearson, 6.5 / (5.0 * 10.75).squareRoot()))
        #expect(
            try Percentile.of([3, 1, 2, 4] as [Float], [0, 25, 50, 100]) == [1, 1.75, 2.5, 4])
    }

    @Test("a constant prediction earns nothing; a constant truth is refused")
    func constants() throws {
        let truth = try OracleInputs.pair(96, 80).truth
        let flat = FloatImage(width: 96, height: 80, filledWith: 7)
        let pair = try ImagePair(truth: truth, prediction: flat)

        #expect(pair.pearson == 0)
        let mean = try pair.aligned()
        #expect(Set(mean.prediction.pixels).count == 1)
        let flatTruth = try ImagePair(truth: flat, prediction: truth)
        #expect(throws: MetricError.self) { try flatTruth.peakSignalToNoise() }
        #expect(throws: MetricError.self) { try flatTruth.aligned() }
        #expect(try flatTruth.peakSignalToNoise(range: 100).isFinite)
    }

    @Test("NaN is refused and its place named", arguments: [Float.nan, .infinity])
    func notFinite(value: Float) throws {
        var broken = constant(1)
        broken[3, 5] = value

        let error = #expect(throws: MetricError.self) {
            try ImagePair(truth: constant(1), prediction: broken)
        }

        #expect(error?.reason == .notFinite)
        #expect(error?.description.contains("x 3, y 5") == true)
    }

    @Test("other shapes and images under a window are refused")
    func shapes() throws {
        #expect(throws: MetricError.self) {
            try ImagePair(truth: constant(1), prediction: constant(1, edge: 15))
        }
        #expect(throws: MetricError.self) {
            try ImagePair(truth: constant(1, edge: 0), prediction: constant(1, edge: 0))
        }
        let small = try ImagePair(truth: constant(1, edge: 10), prediction: constant(1, edge: 10))
        #expect(throws: MetricError.self) { try small.structuralSimilarity(range: 1) }
        #expect(throws: MetricError.self) { try small.peakSignalToNoise(range: 0) }
        #expect(throws: MetricError.self) { try Percentile.of([1.0, 2.0], [101]) }
        #expect(throws: MetricError.self) { try Percentile.of([] as [Float], [50]) }
    }
}
