import Testing

@testable import Models

@Suite("Signal to noise")
struct SignalToNoiseTests {
    private let calibration = SensorCalibration(
        offset: 100, electronsPerGrey: 0.5, readNoiseElectrons: 2)

    private func measure(_ pixels: [UInt16], edge: Int) -> SignalFeatures? {
        pixels.withUnsafeBufferPointer {
            SignalToNoise().measure(
                ImageView(pixels: $0, width: edge, height: edge), calibration: calibration)
        }
    }

    @Test("signal, background and noise come out in electrons")
    func electrons() throws {
        var pixels = [UInt16](repeating: 140, count: 128 * 128)
        for row in 60..<80 { for column in 20..<40 { pixels[row * 128 + column] = 340 } }

        let features = try #require(measure(pixels, edge: 128))

        #expect(features.peakElectrons == 100)
        #expect(features.backgroundElectrons == 20)
        #expect(abs(features.noiseElectrons - 124.0.squareRoot()) < 1e-9)
        #expect(abs(features.peakSNR - 100 / 124.0.squareRoot()) < 1e-9)
    }

    @Test("a hot pixel is no signal")
    func hotPixel() throws {
        var pixels = [UInt16](repeating: 140, count: 128 * 128)
        pixels[5000] = 600

        #expect(try #require(measure(pixels, edge: 128)).peakSNR < 1)
    }

    @Test("what cannot be measured is nil", arguments: [0, 4, 12])
    func tooSmall(edge: Int) {
        #expect(measure([UInt16](repeating: 9, count: edge * edge), edge: edge) == nil)
    }
}
