import Testing

@testable import Acquisition

@Suite("Dose ledger, whatever is asked")
struct DoseLedgerPropertyTests {
    /// A count of its own kind: every exposure kept, every spot summed by asking each of them.
    private struct Witness {
        var exposures: [PlannedExposure] = []

        func dose(atX x: Double, y: Double) -> Double {
            exposures.filter { Self.isLit(x, y, $0) }.reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) }
        }

        func dose(position: String) -> Double {
            exposures.filter { $0.position == position }.reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) }
        }

        private static func isLit(_ x: Double, _ y: Double, _ exposure: PlannedExposure) -> Bool {
            let (dx, dy) = (x - exposure.xMicrometers, y - exposure.yMicrometers)
            return switch exposure.area {
            case .disc(let radius): dx * dx + dy * dy <= radius * radius
            case .rectangle(let width, let height):
                abs(dx) <= width / 2 && abs(dy) <= height / 2
            }
        }
    }

    @Test("no sequence of admitted exposures breaks a budget", arguments: 0..<40)
    func budgetsHold(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let budget = LightBudget(
            perPosition: Bool.random(using: &random)
                ? Double.random(in: 0...3, using: &random) : nil,
            perCell: Bool.random(using: &random) ? Double.random(in: 0...2, using: &random) : nil,
            run: Bool.random(using: &random) ? Double.random(in: 0...9, using: &random) : nil)
        var ledger = DoseLedger(budget: budget)
        var witness = Witness()
        for _ in 0..<400 {
            let planned = Self.exposure(&random)
            guard ledger.refusal(for: planned) == nil else { continue }
            try ledger.book(planned)
            witness.exposures.append(planned)
        }

        let slack = 1 + 2e-12
        for position in ["A1", "A2", "B1"] {
            let dose = witness.dose(position: position)
            #expect(dose <= (budget.perPosition ?? .infinity) * slack)
            #expect(abs(dose - ledger.joulesPerCm2(position: position)) <= 1e-9)
        }
        #expect(ledger.joulesPerCm2 <= (budget.run ?? .infinity) * slack)
        #expect(ledger.peakPerCell <= (budget.perCell ?? .infinity) * slack)
        for _ in 0..<200 {
            let x = Double.random(in: -800...800, using: &random)
            let y = Double.random(in: -800...800, using: &random)
            let truth = witness.dose(atX: x, y: y)
            #expect(truth <= (budget.perCell ?? .infinity) * slack)
            #expect(truth <= ledger.map.dose(x: x, y: y) + 1e-9, "the map never says less")
        }
    }

    @Test("the map says too much by no more than a square's width", arguments: 0..<20)
    func mapIsTight(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let x = Double.random(in: -500...500, using: &random)
        let y = Double.random(in: -500...500, using: &random)
        let radius = Double.random(in: 1...400, using: &random)
        var ledger = DoseLedger()
        try ledger.book(
            ExposureSample.planned(1, x: x, y: y, area: .disc(radiusMicrometers: radius)))

        for _ in 0..<500 {
            let dx = Double.random(in: -500...500, using: &random)
            let dy = Double.random(in: -500...500, using: &random)
            let distance = (dx * dx + dy * dy).squareRoot()
            let dose = ledger.map.dose(x: x + dx, y: y + dy)
            if distance <= radius { #expect(dose == 1) }
            // A square's diagonal.
            if distance > radius + 25 * 2.0.squareRoot() { #expect(dose == 0) }
        }
    }

    @Test("a refusal changes nothing, and a copy is independent")
    func valueSemantics() throws {
        var ledger = DoseLedger(budget: LightBudget(perCell: 0.1))
        try ledger.book(ExposureSample.planned(0.1))
        let copy = ledger

        _ = ledger.refusal(for: ExposureSample.planned(0.1))

        #expect(ledger == copy)
        try ledger.book(ExposureSample.planned(0.1))
        #expect(copy.peakPerCell == 0.1)
        #expect(ledger.peakPerCell == 0.2)
    }

    private static func exposure(_ random: inout SeededRandom) -> PlannedExposure {
        let doses = [0, 0.001, 0.1, 0.5, 1, Double.random(in: 0...0.3, using: &random)]
        let length = Double.random(in: 1...900, using: &random)
        let areas: [IlluminatedArea] = [
            .disc(radiusMicrometers: length / 2),
            .rectangle(widthMicrometers: length, heightMicrometers: 300),
        ]
        return ExposureSample.planned(
            doses.randomElement(using: &random) ?? 0,
            position: ["A1", "A2", "B1"].randomElement(using: &random) ?? "A1",
            x: Double.random(in: -600...600, using: &random),
            y: Double.random(in: -600...600, using: &random),
            area: areas.randomElement(using: &random) ?? areas[0])
    }
}
