import Testing

@testable import SimulatedRig

@Suite("Specimen: life without light")
struct SpecimenLifeTests {
    @Test("the default field holds two kinds of cells, more than 200 of them")
    func defaultField() {
        let cells = Specimen(SpecimenSettings()).cells

        #expect(cells.count == 2700)
        #expect(Set(cells.map(\.kind)) == ["epithelial", "fibroblast"])
        #expect(cells.allSatisfy { abs($0.xMicrometers) < 3100 && abs($0.yMicrometers) < 3100 })
        #expect(Set(cells.map(\.id)).count == cells.count)
    }

    @Test("the same seed lives the same life, another seed another", arguments: [1, 7] as [UInt64])
    func seedDecides(seed: UInt64) {
        var settings = SpecimenSettings.average(micrometers: 800, seed: seed)
        var one = Specimen(settings)
        var two = Specimen(settings)
        settings.seed = seed + 1
        var other = Specimen(settings)

        one.advance(to: 20_000)
        two.advance(to: 20_000)
        other.advance(to: 20_000)

        #expect(one.cells == two.cells)
        #expect(one.drainEvents() == two.drainEvents())
        #expect(one.cells != other.cells)
    }

    @Test("it does not matter in what steps the clock advances, with light or without")
    func stepsDoNotMatter() {
        let settings = SpecimenSettings.average(micrometers: 800)
        var leap = Specimen(settings)
        var steps = Specimen(settings)
        let lights = (0..<60).map {
            someLight(475, irradiance: 40, from: 97.3 * Double($0), seconds: 31.7)
        }

        lights.forEach { leap.receive($0) }
        leap.advance(to: 30_000)
        var events: [SpecimenEvent] = []
        for light in lights {
            steps.advance(to: light.from)
            steps.receive(light)
            steps.advance(to: light.from + 7.9)
            events += steps.drainEvents()
        }
        for second in stride(from: 6000.0, through: 30_000, by: 611) { steps.advance(to: second) }
        steps.advance(to: 30_000)
        events += steps.drainEvents()

        #expect(leap.cells == steps.cells)
        #expect(sorted(leap.drainEvents()) == sorted(events))
        #expect(events.contains { if case .damage = $0 { true } else { false } })
    }

    @Test("events are handed over once, in order, and never before their time")
    func eventsComeInTime() {
        var specimen = Specimen(.average(micrometers: 1000))
        var seen = 0

        for second in stride(from: 0.0, through: 20_000, by: 333) {
            specimen.advance(to: second)
            let events = specimen.drainEvents()
            seen += events.count
            #expect(events.allSatisfy { $0.time <= second })
            #expect(events.map(\.time) == events.map(\.time).sorted())
            #expect(specimen.drainEvents().isEmpty)
        }

        #expect(seen > 75)
    }

    @Test("cells wander at about the speed of their kind")
    func motility() {
        var settings = SpecimenSettings.average(micrometers: 3000)
        settings.cellsPerSquareMillimeter = 40
        var specimen = Specimen(settings)
        let before = specimen.cells.filter { $0.timeline.prophase > 3600 && $0.bornAt < -4000 }

        specimen.advance(to: 1200)

        for (kind, range) in [("epithelial", 1.2...5.5), ("fibroblast", 5.0...11.0)] {
            let moves = before.filter { $0.kind == kind }.compactMap { old -> Double? in
                guard let new = specimen.cell(old.id) else { return nil }
                let dx = new.xMicrometers - old.xMicrometers
                let dy = new.yMicrometers - old.yMicrometers
                return (dx * dx + dy * dy).squareRoot()
            }
            #expect(range.contains(moves.reduce(0, +) / Double(moves.count)), "\(kind)")
        }
    }

    @Test("a field doubles in about one cycle")
    func growth() {
        var specimen = Specimen(.average(micrometers: 1500))
        let first = specimen.cells.count

        specimen.advance(to: 18.5 * 3600)

        let ratio = Double(specimen.cells.count) / Double(first)
        #expect((1.7...2.3).contains(ratio))
    }

    private func sorted(_ events: [SpecimenEvent]) -> [String] {
        events.map { "\($0)" }.sorted()
    }
}
