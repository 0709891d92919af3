import Testing

@testable import SimulatedRig

@Suite("Flashes of the organelle")
struct OrganelleFlashTests {
    private static func settings(perHour rate: Double) -> SpecimenSettings {
        var settings = SpecimenSettings.average(micrometers: 1500)
        settings.flashes.perCellPerHour = rate
        return settings
    }

    private static func flashes(_ specimen: inout Specimen) -> [(
        cell: Int, from: Double, to: Double
    )] {
        specimen.drainEvents().compactMap {
            if case .flash(let cell, let from, let to) = $0 { (cell, from, to) } else { nil }
        }
    }

    @Test("come as often as asked, last as long as asked, and never overlap")
    func rate() {
        var specimen = Specimen(Self.settings(perHour: 0.2))
        let count = specimen.cells.count
        specimen.advance(to: 10 * 3600)
        let flashes = Self.flashes(&specimen)

        // 1 - exp(-0.2) of the hours of all cells, which become more and more.
        let expected = 0.181 * Double(count + specimen.cells.count) / 2 * 10
        #expect(abs(Double(flashes.count) - expected) < 0.15 * expected, "\(flashes.count)")
        #expect(flashes.allSatisfy { (600...1200).contains($0.to - $0.from) })
        for (_, own) in Dictionary(grouping: flashes, by: \.cell) {
            for (first, next) in zip(own, own.dropFirst()) { #expect(first.to <= next.from) }
        }
    }

    @Test("brighten the organelle alone, by the gain, and only while they last")
    func brightness() throws {
        var specimen = Specimen(Self.settings(perHour: 0.5))
        specimen.advance(to: 7200)
        let flash = try #require(
            Self.flashes(&specimen).first { flash in
                flash.from > 3600 && specimen.states.contains { $0.id == flash.cell }
            })
        let index = try #require(specimen.states.firstIndex { $0.id == flash.cell })
        func brightness(_ time: Double) -> SIMD4<Float> {
            var pose = CellPose()
            pose.take(index, of: specimen, at: time)
            return pose.brightness
        }

        let before = brightness(flash.from - 60)
        let during = brightness((flash.from + flash.to) / 2)
        let after = brightness(flash.to + 60)

        #expect(abs(during[1] / before[1] - 2.5) < 0.01)
        #expect(abs(after[1] / before[1] - 1) < 0.01)
        #expect(abs(during[0] / before[0] - 1) < 0.01 && abs(during[2] / before[2] - 1) < 0.01)
    }

    @Test("do not come unless asked, and change nothing else in a cell's life")
    func none() {
        var without = Specimen(Self.settings(perHour: 0))
        var with = Specimen(Self.settings(perHour: 1))
        without.advance(to: 30_000)
        with.advance(to: 30_000)

        #expect(with.cells == without.cells)
        #expect(Self.flashes(&without).isEmpty)
    }
}
