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

    @Test("bright structures come brightest first, each once, and noise is none of them")
    func spots() throws {
        let edge = 256
        var random = SplitMix64(seed: 3)
        // Shot noise of 20 electrons is 9 grey values here.
        var pixels = (0..<(edge * edge)).map { _ in UInt16(131 + random.next() % 19) }
        func disc(x: Int, y: Int, _ grey: UInt16) {
            for row in (y - 10)...(y + 10) {
                for column in (x - 10)...(x + 10)
                where (row - y) * (row - y) + (column - x) * (column - x) <= 100 {
                    pixels[row * edge + column] += grey
                }
            }
        }
        disc(x: 60, y: 60, 100)
        disc(x: 180, y: 70, 400)
        disc(x: 120, y: 200, 200)
        let meter = SignalToNoise()
        let spots = pixels.withUnsafeBufferPointer { pixels in
            let view = ImageView(pixels: pixels, width: edge, height: edge)
            _ = meter.measure(view, calibration: calibration)
            return meter.brightSpots(view, calibration: calibration, count: 24, apart: 24)
        }

        #expect(spots.count == 3, "\(spots)")
        for (spot, truth) in zip(spots, [(180.0, 70.0, 200.0), (120, 200, 100), (60, 60, 50)]) {
            #expect(abs(spot.x - truth.0) <= 8 && abs(spot.y - truth.1) <= 8, "\(spot)")
            #expect(abs(spot.peakElectrons - truth.2) < 5, "\(spot)")
        }
    }

    @Test("a blank frame has no bright structures")
    func noSpots() {
        let meter = SignalToNoise()
        let pixels = [UInt16](repeating: 140, count: 64 * 64)
        pixels.withUnsafeBufferPointer { pixels in
            let view = ImageView(pixels: pixels, width: 64, height: 64)
            _ = meter.measure(view, calibration: calibration)
            let spots = meter.brightSpots(view, calibration: calibration, count: 24, apart: 24)
            #expect(spots.isEmpty)
        }
    }
}
