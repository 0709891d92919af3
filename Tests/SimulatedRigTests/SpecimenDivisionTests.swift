import Testing

@testable import SimulatedRig

@Suite("Specimen: division")
struct SpecimenDivisionTests {
    @Test("a healthy division passes its phases in order and in the usual times")
    func timeline() {
        var specimen = Specimen(.average(micrometers: 1500))

        specimen.advance(to: 12 * 3600)

        let divisions = specimen.drainEvents().compactMap { event -> CellDivision? in
            if case .division(let division) = event { division } else { nil }
        }.filter { $0.envelopeBreakdown > 0 }
        #expect(divisions.count > 50)
        for division in divisions {
            let plate = division.anaphase - division.envelopeBreakdown
            let whole = division.end - division.envelopeBreakdown
            #expect(division.envelopeBreakdown < division.metaphase)
            #expect(division.metaphase < division.anaphase)
            #expect((20 * 60...30 * 60).contains(plate))
            #expect((35 * 60...60 * 60).contains(whole))
        }
    }

    @Test("a division ends the mother and gives two daughters beside its place")
    func daughters() throws {
        var specimen = Specimen(.average(micrometers: 1500))
        specimen.advance(to: 4 * 3600)
        let events = specimen.drainEvents()
        let division = try #require(
            events.compactMap { event -> CellDivision? in
                if case .division(let division) = event { division } else { nil }
            }.last)

        let births = events.compactMap { event -> CellBirth? in
            if case .birth(let birth) = event, birth.parent == division.cell { birth } else { nil }
        }

        #expect(births.map(\.cell) == division.daughters)
        #expect(births.allSatisfy { $0.time == division.end })
        for birth in births {
            let dx = birth.xMicrometers - division.xMicrometers
            let dy = birth.yMicrometers - division.yMicrometers
            #expect((3...15).contains((dx * dx + dy * dy).squareRoot()))
        }
        #expect(specimen.cell(division.cell) == nil)
        #expect(
            events.contains {
                if case .end(let end) = $0 {
                    end.cell == division.cell && end.divided
                } else {
                    false
                }
            })
    }

    @Test("the phases of a cell, looked at every minute, never go back")
    func phasesGoForward() throws {
        var specimen = Specimen(.average(micrometers: 1000))
        let cell = try #require(
            specimen.cells.first { $0.timeline.prophase > 600 && $0.timeline.prophase < 7200 })
        let order: [CellPhase] = [
            .interphase, .prophase, .prometaphase, .metaphase, .anaphase, .telophase,
        ]
        var seen: [CellPhase] = []

        for second in stride(from: 0, to: cell.timeline.end, by: 60) {
            specimen.advance(to: second)
            if let phase = specimen.cell(cell.id)?.phase, phase != seen.last { seen.append(phase) }
        }

        #expect(seen == order)
    }
}
