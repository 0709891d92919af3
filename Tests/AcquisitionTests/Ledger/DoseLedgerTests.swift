import Testing

@testable import Acquisition

/// Exposures for tests: 0.1 J/cm2 on a disc of 100 µm radius unless told otherwise.
enum ExposureSample {
    static let disc = IlluminatedArea.disc(radiusMicrometers: 100)

    static func planned(
        _ dose: Double?, position: String = "B2", x: Double = 0, y: Double = 0,
        area: IlluminatedArea = disc
    ) -> PlannedExposure {
        PlannedExposure(
            position: position, channel: "nuclei", light: "cyan", xMicrometers: x,
            yMicrometers: y, seconds: 0.1, joulesPerCm2: dose, relativeUnits: 2, area: area)
    }

    static func record(_ planned: PlannedExposure) -> ExposureRecord {
        ExposureRecord(
            eventIndex: 0, position: planned.position, channel: planned.channel,
            light: planned.light, xMicrometers: planned.xMicrometers,
            yMicrometers: planned.yMicrometers, at: 0, seconds: planned.seconds,
            joulesPerCm2: planned.joulesPerCm2, relativeUnits: planned.relativeUnits,
            isUncertain: false)
    }
}

extension DoseLedger {
    mutating func book(_ planned: PlannedExposure) throws {
        try book(ExposureSample.record(planned), area: planned.area)
    }
}

@Suite("Dose ledger")
struct DoseLedgerTests {
    @Test("totals are kept by position, channel, light and run")
    func totals() throws {
        var ledger = DoseLedger()
        try ledger.book(ExposureSample.planned(0.5, position: "A1"))
        try ledger.book(ExposureSample.planned(0.25, position: "B2", x: 5000))
        try ledger.book(ExposureSample.planned(0.25, position: "B2", x: 5000))

        #expect(ledger.joulesPerCm2(position: "A1") == 0.5)
        #expect(ledger.joulesPerCm2(position: "B2") == 0.5)
        #expect(ledger.joulesPerCm2(position: "B2", channel: "nuclei") == 0.5)
        #expect(ledger.joulesPerCm2(channel: "nuclei") == 1)
        #expect(ledger.joulesPerCm2(light: "cyan") == 1)
        #expect(ledger.joulesPerCm2 == 1)
        #expect(ledger.peakPerCell == 0.5)
        #expect(ledger.exposureCount == 3)
        #expect(ledger.positions == ["A1", "B2"])
    }

    @Test("each budget is used to the last exposure that fits, and then refuses with its numbers")
    func budgets() throws {
        let budgets = [
            ("per position: B2", LightBudget(perPosition: 0.3)),
            ("per cell: the brightest spot at B2", LightBudget(perCell: 0.3)),
            ("for the run: the run", LightBudget(run: 0.3)),
        ]
        for (name, budget) in budgets {
            var ledger = DoseLedger(budget: budget)
            let exposure = ExposureSample.planned(0.1)
            for _ in 0..<3 {
                #expect(ledger.refusal(for: exposure) == nil)
                try ledger.book(exposure)
            }

            #expect(
                ledger.refusal(for: exposure)
                    == "light budget \(name) has used 0.3 J/cm2, this exposure asks 0.1 J/cm2, "
                    + "allowed are 0.3 J/cm2")
        }
    }

    @Test("fields that overlap share their dose, whatever their names")
    func overlap() throws {
        var ledger = DoseLedger(budget: LightBudget(perCell: 0.15))
        try ledger.book(ExposureSample.planned(0.1, position: "A1", x: 0))

        #expect(ledger.refusal(for: ExposureSample.planned(0.1, position: "A2", x: 150)) != nil)
        #expect(ledger.refusal(for: ExposureSample.planned(0.1, position: "A3", x: 400)) == nil)
    }

    @Test("light that was given is booked even over budget, and then all is refused")
    func overBudget() throws {
        var ledger = DoseLedger(budget: LightBudget(perPosition: 0.3))

        try ledger.book(ExposureSample.planned(0.5))

        #expect(ledger.joulesPerCm2(position: "B2") == 0.5)
        #expect(ledger.refusal(for: ExposureSample.planned(1e-9)) != nil)
    }

    @Test("an uncalibrated light is counted in its own units, and refused under a budget")
    func uncalibrated() throws {
        var free = DoseLedger()
        let exposure = ExposureSample.planned(nil)
        #expect(free.refusal(for: exposure) == nil)
        try free.book(exposure)
        try free.book(exposure)

        #expect(free.relativeUnits(light: "cyan") == 4)
        #expect(free.joulesPerCm2 == 0)
        let budget = LightBudget(perCell: 1)
        #expect(DoseLedger(budget: budget).refusal(for: exposure)?.contains("cyan") == true)
        #expect(budget.refusal(uncalibrated: ["cyan"])?.contains("not calibrated") == true)
        #expect(budget.refusal(uncalibrated: []) == nil)
        #expect(LightBudget().refusal(uncalibrated: ["cyan"]) == nil)
        #expect(LightBudget(run: .nan).refusal(uncalibrated: [])?.contains("for the run") == true)
    }

    @Test("no number that is no dose gets in", arguments: [-1e-9, .nan, .infinity, -.infinity])
    func impossibleNumbers(value: Double) throws {
        var ledger = DoseLedger()
        let before = ledger
        var exposures = [
            ExposureSample.planned(value),
            ExposureSample.planned(0.1, area: .disc(radiusMicrometers: value)),
            ExposureSample.planned(
                0.1, area: .rectangle(widthMicrometers: 10, heightMicrometers: value)),
        ]
        if !(value > -1) { exposures.append(ExposureSample.planned(0.1, x: value)) }
        var relative = ExposureSample.planned(nil)
        relative.relativeUnits = value
        var duration = ExposureSample.planned(0.1)
        duration.seconds = value
        exposures += [relative, duration]

        for exposure in exposures {
            #expect(ledger.refusal(for: exposure) != nil)
            #expect(throws: LedgerError.self) { try ledger.book(exposure) }
        }
        let broken = DoseLedger(budget: LightBudget(perPosition: value))
        #expect(value > 0 || broken.refusal(for: ExposureSample.planned(0.1)) != nil)

        #expect(ledger == before)
    }

    @Test("places and areas beyond any stage are refused, not trapped", arguments: [1e9, 1e300])
    func farAway(value: Double) {
        let ledger = DoseLedger(budget: LightBudget(perCell: 1))

        #expect(ledger.refusal(for: ExposureSample.planned(0.1, x: value)) != nil)
        #expect(ledger.refusal(for: ExposureSample.planned(0.1, y: -value)) != nil)
        let area = IlluminatedArea.disc(radiusMicrometers: value)
        #expect(ledger.refusal(for: ExposureSample.planned(0.1, area: area)) != nil)
        #expect(ledger.map.dose(x: value, y: 0) == 0)
    }

    @Test("a million exposures do not drift")
    func drift() {
        var sum = CompensatedSum()
        for _ in 0..<1_000_000 { sum.add(0.1) }
        var mixed = CompensatedSum()
        for _ in 0..<500_000 {
            mixed.add(1e10)
            mixed.add(1e-6)
        }

        #expect(sum.value == 100_000)
        #expect(abs(mixed.value - (5e15 + 0.5)) <= 0.5)
    }
}
