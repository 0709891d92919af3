import Glibc
import Testing

@testable import SimulatedRig

/// What a microscopist sees of a division, followed in a cell of each kind.
@Suite("Pictures of mitosis")
struct MitosisPictureTests {
    @Test(
        "in phase contrast a spread cell is dark, a round one shines with a halo",
        arguments: ["epithelial", "fibroblast"])
    func phaseContrast(kind: String) throws {
        var specimen = Specimen(sparse)
        let cell = try pick(kind, specimen)

        let before = try middle(&specimen, cell, at: cell.timeline.prophase - 1200)
        let metaphase = try middle(&specimen, cell, at: cell.timeline.metaphase + 300)

        #expect(before.body < 0.95)
        #expect(metaphase.body > 1.2)
        #expect(metaphase.halo > 1.05)
        #expect(metaphase.halo > before.halo + 0.05)
    }

    @Test("the metaphase plate is a dark bar across the bright cell")
    func plate() throws {
        var specimen = Specimen(sparse)
        let cell = try pick("epithelial", specimen)
        specimen.advance(to: cell.timeline.anaphase - 240)
        let renderer = someRenderer()
        let now = try #require(specimen.cell(cell.id))
        renderer.renderMean(specimen, view: lampView(now, at: specimen.time))
        let axis = specimen.motions.first { abs($0.x - now.xMicrometers) < 0.5 }?.orientation ?? 0

        let centre = sample(renderer, along: axis, 0)
        let side = (sample(renderer, along: axis, 4) + sample(renderer, along: axis, -4)) / 2

        #expect(centre < 0.85 * side)
    }

    @Test(
        "chromosomes are one bright mass before anaphase and two after",
        arguments: ["epithelial", "fibroblast"])
    func chromatids(kind: String) throws {
        var specimen = Specimen(sparse)
        let cell = try pick(kind, specimen)

        let interphase = try masses(&specimen, cell, at: cell.timeline.prophase - 1200)
        let metaphase = try masses(&specimen, cell, at: cell.timeline.anaphase - 60)
        let anaphase = try masses(&specimen, cell, at: cell.timeline.anaphase + 300)
        let telophase = try masses(&specimen, cell, at: cell.timeline.end - 60)

        #expect([interphase.count, metaphase.count] == [1, 1])
        #expect([anaphase.count, telophase.count] == [2, 2])
        #expect(metaphase.peak > 1.8 * interphase.peak)
        #expect(metaphase.area < 0.5 * interphase.area)
    }

    @Test("a dead cell is small, grainy and does not move")
    func death() throws {
        var settings = sparse
        settings.fluorophores = []
        var specimen = Specimen(settings)
        let cell = try pick("epithelial", specimen)
        specimen.receive(
            someLight(
                405, irradiance: 1, from: 0, seconds: 300, x: cell.xMicrometers,
                y: cell.yMicrometers))
        var time = 3600.0
        while specimen.cell(cell.id)?.phase != .dead, time < 86_400 {
            specimen.advance(to: time)
            time += 300
        }

        specimen.advance(to: time + 1500)
        let dead = try #require(specimen.cell(cell.id))
        let renderer = someRenderer()
        renderer.renderMean(specimen, view: lampView(dead, at: specimen.time))
        let inside = ring(renderer, from: 0, to: 4)
        let outside = ring(renderer, from: 14, to: 20)

        #expect(dead.phase == .dead)
        #expect(inside.deviation > 4 * outside.deviation)
        #expect(inside.deviation > 0.2)
    }

    private var sparse: SpecimenSettings {
        var settings = SpecimenSettings.average(micrometers: 3000)
        settings.cellsPerSquareMillimeter = 12
        settings.clustering = 0
        return settings
    }

    /// A cell about to divide that has no neighbour in the picture.
    private func pick(_ kind: String, _ specimen: Specimen) throws -> Cell {
        let cells = specimen.cells
        return try #require(
            cells.first { cell in
                cell.kind == kind && cell.timeline.prophase > 1300
                    && cell.timeline.prophase < 6 * 3600
                    && !cells.contains {
                        $0.id != cell.id && abs($0.xMicrometers - cell.xMicrometers) < 110
                            && abs($0.yMicrometers - cell.yMicrometers) < 110
                    }
            })
    }

    private func lampView(_ cell: Cell, at time: Double) -> SceneView {
        let lamp = someLight(
            660, irradiance: 0.028, from: time, seconds: 0.01, x: cell.xMicrometers,
            y: cell.yMicrometers, isTransmitted: true)
        return someView(x: cell.xMicrometers, y: cell.yMicrometers, lamp)
    }

    private func middle(
        _ specimen: inout Specimen, _ cell: Cell, at time: Double
    ) throws -> (body: Double, halo: Double) {
        specimen.advance(to: time)
        let now = try #require(specimen.cell(cell.id))
        let renderer = someRenderer()
        renderer.renderMean(specimen, view: lampView(now, at: time))
        let background = ring(renderer, from: 36, to: 40).mean
        return (
            ring(renderer, from: 0, to: 6).mean / background,
            ring(renderer, from: 10.5, to: 12.5).mean / background
        )
    }

    /// Mean and relative deviation of the pixels between two distances (µm) from the middle.
    private func ring(
        _ renderer: FrameRenderer, from inner: Double, to outer: Double
    ) -> (mean: Double, deviation: Double) {
        var values: [Double] = []
        for y in 0..<256 {
            for x in 0..<256 {
                let dx = (Double(x) - 127.5) * 0.325
                let dy = (Double(y) - 127.5) * 0.325
                let distance = (dx * dx + dy * dy).squareRoot()
                guard distance >= inner, distance <= outer else { continue }
                values.append(Double(renderer.mean.base[y * 256 + x]))
            }
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(values.count)).squareRoot() / mean)
    }

    private func sample(_ renderer: FrameRenderer, along angle: Double, _ distance: Double)
        -> Double
    {
        let x = 127.5 + distance / 0.325 * cos(angle)
        let y = 127.5 + distance / 0.325 * sin(angle)
        var sum = 0.0
        for row in -1...1 {
            for column in -1...1 {
                sum += Double(renderer.mean.base[(Int(y) + row) * 256 + Int(x) + column])
            }
        }
        return sum / 9
    }

    private func masses(
        _ specimen: inout Specimen, _ cell: Cell, at time: Double
    ) throws -> (count: Int, peak: Double, area: Double) {
        specimen.advance(to: time)
        let now = try #require(specimen.cell(cell.id))
        let light = someLight(
            475, irradiance: 3, from: time, seconds: 0.1, x: now.xMicrometers, y: now.yMicrometers)
        let renderer = someRenderer()
        renderer.renderMean(
            specimen, view: someView(x: now.xMicrometers, y: now.yMicrometers, light))
        let values = (0..<65_536).map { Double(renderer.mean.base[$0]) }
        let peak = values.max() ?? 0
        var bright = values.map { $0 > 0.45 * peak }
        let area = Double(bright.count { $0 })
        var count = 0
        for start in bright.indices where bright[start] {
            // Specks of a few pixels are texture, not masses.
            if flood(&bright, from: start) > 12 { count += 1 }
        }
        return (count, peak, area)
    }

    private func flood(_ bright: inout [Bool], from start: Int) -> Int {
        var open = [start]
        var size = 0
        bright[start] = false
        while let index = open.popLast() {
            size += 1
            for next in [index - 1, index + 1, index - 256, index + 256]
            where bright.indices.contains(next) && bright[next] {
                bright[next] = false
                open.append(next)
            }
        }
        return size
    }
}
