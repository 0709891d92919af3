import Testing

@testable import SimulatedRig

@Suite("Harmed training fields")
struct FieldHarmTests {
    @Test("harmed fields hold unharmed, secretly damaged, arrested, blebbing and dead cells")
    func outcomes() throws {
        let folder = try FieldMemory.made {
            $0.fields = 60
            $0.size = 128
            $0.channels = [.phase]
            $0.isHarmed = true
        }

        let cells = try folder.cells.map { row in
            (
                state: try #require(CellPhase(rawValue: row["state"] ?? "")),
                damage: try #require(Double(row["damage"] ?? ""))
            )
        }
        let states = Set(cells.map(\.state))
        #expect(states.isSuperset(of: [.interphase, .arrested, .blebbing, .dead]))
        #expect(cells.contains { $0.damage == 0 })
        #expect(cells.contains { $0.state == .interphase && $0.damage >= 1.5 })
        #expect(cells.contains { $0.state == .interphase && (0.05..<1).contains($0.damage) })
    }

    @Test("the light does what it was chosen for", arguments: [0.3, 1, 2.5])
    func dose(damage: Double) {
        var random = SplitMix64(seed: 1)
        var harm = FieldHarm(random: &random)
        harm.damage = damage
        harm.hoursBefore = 1
        let settings = SpecimenSettings.average(micrometers: 800)
        var specimen = Specimen(settings)

        let light = harm.light(x: 0, y: 0, radius: 700, imaging: 5400, settings)
        if let light { specimen.receive(light) }
        specimen.advance(to: 5400)

        #expect(abs(specimen.medianDamage - damage) < 0.2 * damage)
    }
}
