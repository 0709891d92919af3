import Testing

@testable import SimulatedRig

@Suite("Frames")
struct FrameRendererTests {
    @Test("the same seed takes the same frames; two frames in a row differ by their noise")
    func determinism() {
        let specimen = Specimen(.average())
        let view = someView(x: 0, y: 0, someLight(475, irradiance: 3, from: 0, seconds: 0.1))
        let one = someRenderer()
        let two = someRenderer()
        var first: [UInt16] = []
        var second: [UInt16] = []
        var again: [UInt16] = []

        let cells = one.expose(specimen, view: view, into: &first)
        #expect(two.expose(specimen, view: view, into: &again) == cells)
        _ = one.expose(specimen, view: view, into: &second)

        #expect(first == again)
        #expect(first != second)
    }

    @Test("a pixel sees the place that its column, row and the stage give")
    func geometry() throws {
        let specimen = Specimen(.average())
        let cell = try #require(specimen.cells.first { $0.phase == .interphase })
        let light = someLight(475, irradiance: 3, from: 0, seconds: 0.1)
        let view = someView(x: cell.xMicrometers - 10, y: cell.yMicrometers + 6, light)
        var pixels: [UInt16] = []

        let visible = someRenderer().expose(specimen, view: view, into: &pixels)

        let seen = try #require(visible.first { $0.id == cell.id })
        #expect(abs(seen.xPixels - (127.5 + 10 / 0.325)) < 0.1)
        #expect(abs(seen.yPixels - (127.5 - 6 / 0.325)) < 0.1)
        let middle = Int(seen.yPixels) * 256 + Int(seen.xPixels)
        #expect(pixels[middle] > 3 * pixels[2 * 256 + 2])
    }

    @Test("a region of the sensor is the crop of the whole frame")
    func regionIsCrop() throws {
        let specimen = Specimen(.average())
        let cell = try #require(specimen.cells.first { $0.phase == .interphase })
        let renderer = someRenderer()
        let light = someLight(475, irradiance: 3, from: 0, seconds: 0.1)
        var view = someView(x: cell.xMicrometers, y: cell.yMicrometers, light)
        var pixels: [UInt16] = []
        let all = renderer.expose(specimen, view: view, into: &pixels)
        let whole = (0..<65_536).map { renderer.mean.base[$0] }

        view.region = SensorRegion(x: 72, y: 56, width: 128, height: 160)
        let some = renderer.expose(specimen, view: view, into: &pixels)

        #expect(pixels.count == 128 * 160)
        #expect(some.contains { $0.id == cell.id })
        // A square across the nucleus, which lies in the middle of the whole frame.
        for y in 45..<100 {
            for x in 30..<80 {
                let inside = renderer.mean.base[y * 128 + x]
                let outside = whole[(y + 56) * 256 + x + 72]
                #expect(abs(inside - outside) < 0.05 * outside + 0.5)
            }
        }
        for cell in some {
            let twin = try #require(all.first { $0.id == cell.id })
            #expect(abs(twin.xPixels - cell.xPixels - 72) < 1e-9)
            #expect(abs(twin.yPixels - cell.yPixels - 56) < 1e-9)
        }
    }

    @Test("without light there is only offset, dark current and read noise")
    func darkness() {
        let specimen = Specimen(.average())
        var view = someView(x: 0, y: 0, someLight(475, irradiance: 3, from: 0, seconds: 0.1))
        view.lights = []
        var pixels: [UInt16] = []

        let cells = someRenderer().expose(specimen, view: view, into: &pixels)

        let mean = pixels.reduce(0.0) { $0 + Double($1) } / 65_536
        #expect(abs(mean - 100) < 1)
        #expect(cells.allSatisfy { $0.peakSNR == 0 })
    }

    @Test("the default lamp gives 8 000 to 15 000 electrons and no nuclear signal")
    func lampLevel() {
        let specimen = Specimen(.average())
        let lamp = someLight(
            660, irradiance: 0.2e-3 / 0.00709, from: 0, seconds: 0.01, isTransmitted: true)
        var pixels: [UInt16] = []

        let cells = someRenderer().expose(
            specimen, view: someView(x: 0, y: 0, lamp), into: &pixels)

        let mean = pixels.reduce(0.0) { $0 + Double($1) } / 65_536
        #expect((8000...15_000).contains((mean - 100) * 0.46))
        #expect(cells.allSatisfy { $0.peakSNR == 0 })
    }

    @Test("10 W/cm² for 20 ms gives a nucleus a few hundred electrons at its peak")
    func nuclearBrightness() throws {
        let specimen = Specimen(.average())
        let cell = try #require(specimen.cells.first { $0.phase == .interphase })
        let renderer = someRenderer()
        let light = someLight(475, irradiance: 10, from: 0, seconds: 0.02)
        let view = someView(x: cell.xMicrometers, y: cell.yMicrometers, light)

        renderer.renderMean(specimen, view: view)

        let peak = (0..<65_536).reduce(Float(0)) { max($0, renderer.mean.base[$1]) }
        #expect((200...1000).contains(peak))
        #expect(renderer.mean.base[0] < 15)
    }

    @Test("signal-to-noise grows with the root of the light, and falls as the label bleaches")
    func peakSignalToNoise() throws {
        var specimen = Specimen(.average())
        let cell = try #require(specimen.cells.first { $0.phase == .interphase })
        let weak = try ratio(specimen, cell, seconds: 0.1)
        let strong = try ratio(specimen, cell, seconds: 0.4)

        specimen.receive(someLight(475, irradiance: 3, from: 0, seconds: 15, radius: 1000))
        let bleached = try ratio(specimen, cell, seconds: 0.1)

        #expect((10...60).contains(weak))
        #expect((1.9...2.15).contains(strong / weak))
        #expect((0.6...0.9).contains(bleached / weak))
    }

    @Test("defocus takes the peak away but not the light")
    func defocus() throws {
        let specimen = Specimen(.average())
        let cell = try #require(specimen.cells.first { $0.phase == .interphase })
        let light = someLight(475, irradiance: 10, from: 0, seconds: 0.1)
        var peaks: [Float] = []
        var sums: [Double] = []
        for focus in [0.0, 6, -12] {
            let renderer = someRenderer()
            let view = someView(
                x: cell.xMicrometers, y: cell.yMicrometers, light, focus: focus)
            renderer.renderMean(specimen, view: view)
            peaks.append((0..<65_536).reduce(0) { max($0, renderer.mean.base[$1]) })
            sums.append((0..<65_536).reduce(0) { $0 + Double(renderer.mean.base[$1]) })
        }

        #expect(peaks[1] < 0.9 * peaks[0] && peaks[2] < 0.75 * peaks[0])
        #expect(abs(sums[1] / sums[0] - 1) < 0.03)
    }

    private func ratio(_ specimen: Specimen, _ cell: Cell, seconds: Double) throws -> Double {
        let light = someLight(475, irradiance: 3, from: 0, seconds: seconds)
        var pixels: [UInt16] = []
        let visible = someRenderer().expose(
            specimen, view: someView(x: cell.xMicrometers, y: cell.yMicrometers, light),
            into: &pixels)
        return try #require(visible.first { $0.id == cell.id }).peakSNR
    }
}
