import Testing

@testable import Models

@Suite("Input range")
struct InputRangeTests {
    @Test("frames as in training pass, and each kind of strange frame is named")
    func reasons() throws {
        let meter = InputMeter()
        let truth = TrustSamples.truth(tiles: 8)
        let training = try (1...8).map { seed in
            try meter.measure(
                TrustSamples.raw(truth, seed: seed), saturationElectrons: 1000,
                pixelMicrometers: 0.325)
        }
        let range = try InputRange(training: training)
        func reasons(_ image: FloatImage, full: Double = 1000, size: Double = 0.325) throws
            -> [String]
        {
            range.reasons(
                try meter.measure(image, saturationElectrons: full, pixelMicrometers: size))
        }
        let raw = TrustSamples.raw(truth, seed: 100)
        let blank = FloatImage(width: 256, height: 256)
        let empty = TrustSamples.raw(FloatImage(width: 256, height: 256, filledWith: 3), seed: 1)
        let bright = TrustSamples.raw(TrustSamples.truth(tiles: 8, peak: 300), seed: 1)
        let blurred = GaussianFilter(sigma: 2).apply(to: raw)

        #expect(try reasons(raw) == [])
        #expect(
            try reasons(raw, size: 0.65)
                == ["the pixel size in µm is 0.65; training had 0.325 to 0.325"])
        let saturated = try reasons(raw, full: 20)
        #expect(saturated.count == 1)
        #expect(
            saturated[0].hasSuffix(" % of the pixels are saturated; training had at most 0 %"))
        #expect(
            try reasons(blank).first == "100 % of the frame is blank; training had at most 0 %")
        let pale = try reasons(empty)
        #expect(pale.contains { $0.hasPrefix("the contrast over pure noise is 1") })
        let glaring = try reasons(bright)
        #expect(glaring.contains { $0.hasPrefix("the brightest structures in") })
        let soft = try reasons(blurred)
        #expect(soft.contains { $0.hasPrefix("the fineness") })
    }

    @Test("pure noise has no slope and a contrast of one")
    func whiteNoise() throws {
        let flat = FloatImage(width: 512, height: 512, filledWith: 20)

        let found = try InputMeter().measure(TrustSamples.raw(flat, seed: 4))

        #expect(abs(found.spectrumSlope) < 0.1)
        #expect(abs(found.contrast - 1) < 0.05)
        #expect(abs(found.meanElectrons - 20) < 0.05)
        #expect(found.saturatedShare == 0)
        #expect(found.blankShare == 0)
    }

    @Test("NaN and frames too small are refused")
    func refusals() {
        var image = FloatImage(width: 64, height: 64)
        image[3, 3] = .nan
        #expect(throws: TrustError.self) { try InputMeter().measure(image) }
        let small = FloatImage(width: 63, height: 64)
        #expect(throws: TrustError.self) { try InputMeter().measure(small) }
        #expect(throws: TrustError.self) { try InputRange(training: []) }
    }
}
