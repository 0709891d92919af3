import Testing

@testable import Models

@Suite("The quality of images")
struct ImageQualityTests {
    private let truth: FloatImage
    private let noise: FloatImage

    init() throws {
        let pair = try OracleInputs.pair(96, 80)
        truth = pair.truth
        var random = SplitMix64(seed: 5)
        noise = FloatImage(
            width: 96, height: 80,
            pixels: (0..<(96 * 80)).map { _ in Float(RandomDraws.normals(&random).0) })
    }

    private func noisy(_ deviation: Float) -> FloatImage {
        FloatImage(
            width: truth.width, height: truth.height,
            pixels: zip(truth.pixels, noise.pixels).map { $0 + deviation * $1 })
    }

    private func quality(_ image: FloatImage) throws -> ImageQuality {
        try ImageQuality(of: image, truth: truth, pixelMicrometers: 0.5)
    }

    @Test("a wrong brightness costs peak signal to noise, and nothing else")
    func brightness() throws {
        let other = FloatImage(
            width: truth.width, height: truth.height, pixels: truth.pixels.map { 2 * $0 + 5 })

        let found = try quality(other)

        #expect(found.peakSignalToNoise < 20)
        #expect(found.alignedError < 1e-6)
        #expect(try #require(found.structuralSimilarity) > 1 - 1e-9)
        #expect(found.resolutionMicrometers == nil, "no ring falls below the threshold")
    }

    @Test("more noise is worse by every measure")
    func moreNoise() throws {
        let (some, much) = (try quality(noisy(4)), try quality(noisy(40)))

        #expect(some.peakSignalToNoise > much.peakSignalToNoise + 19)
        #expect(some.alignedError < much.alignedError)
        #expect(
            try #require(some.structuralSimilarity) > #require(much.structuralSimilarity) + 0.1)
        #expect(
            try #require(some.resolutionMicrometers) < #require(much.resolutionMicrometers))
        // Finer than two pixels nothing can be.
        #expect(try #require(some.resolutionMicrometers) >= 1)
    }

    @Test("an image too small for a measure has no figure of it")
    func small() throws {
        let found = try ImageQuality(
            of: noisy(9).cropped(x: 0, y: 0, width: 10, height: 10),
            truth: truth.cropped(x: 0, y: 0, width: 10, height: 10), pixelMicrometers: 0.5)

        let group = ImageQuality.Group(
            name: "nuclei", values: [found, found],
            peers: [("raw frame", [found, try quality(noisy(9))])])
        let figures = try ImageQuality.figures(of: [group])

        #expect(figures.map(\.name) == ["PSNR, nuclei (dB)", "NRMSE, nuclei"])
        #expect(figures.map(\.isLowerBetter) == [false, true])
        #expect(figures[0].peers.map(\.name) == ["raw frame"])
        #expect(figures[0].value == found.peakSignalToNoise)
    }
}
