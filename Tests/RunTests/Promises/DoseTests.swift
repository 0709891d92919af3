import Acquisition
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Dose")
struct DoseTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let yaml: String
    }

    static let plans = [
        Case(
            testDescription: "four channels, 1 ms to 3 s",
            yaml: """
                channels:
                  - {config: phase, exposure: 3000}
                  - {config: nuclei, exposure: 1}
                  - {config: mitochondria, exposure: 200}
                  - {config: cytoplasm, exposure: 3000}
                stage_positions: [{name: A, x: 0, y: 0}, {name: B, x: 900, y: -400}]
                time_plan: {interval: 20, loops: 5}
                axis_order: tpc
                """),
        Case(
            testDescription: "a stack at each position",
            yaml: """
                channels: [{config: phase, exposure: 20}, {config: nuclei, exposure: 7}]
                stage_positions: [{name: A, x: 0, y: 0, z: 5}, {name: B, x: 900, y: 0, z: -5}]
                z_plan: {range: 40, step: 4}
                axis_order: pcz
                """),
        Case(
            testDescription: "a grid",
            yaml: """
                channels: [{config: nuclei, exposure: 50}, {config: phase, exposure: 1}]
                grid_plan: {rows: 3, columns: 3, fov_width: 300, fov_height: 300}
                stage_positions: [{name: A, x: 100, y: 100}]
                axis_order: pgc
                """),
    ]

    @Test(
        "of a camera-gated light in the journal is what the rig integrated, within 2 %",
        arguments: plans)
    func gatedByCamera(_ plan: Case) throws {
        let result = try Rehearsal(
            experiment: try Samples.experiment(plan.yaml), rig: Samples.rig()
        ).run()
        let booked = try Booked(result.journal)
        let truth = TrueDose(result.truth)

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        #expect(truth.stray.seconds == 0)
        #expect(Set(booked.lines.keys) == Set(truth.lines.keys))
        for (line, sum) in booked.lines {
            Self.expectSame(sum, truth.lines[line], line)
        }
        #expect(Set(booked.places.keys) == Set(truth.places.keys))
        for (place, sum) in booked.places {
            Self.expectSame(sum, truth.places[place], "\(place)")
        }
    }

    /// What software switches is timed over a serial line, where one reply takes 5 to 15 ms: the
    /// ledger then says at least what was given, and at most 0.15 s an exposure more.
    @Test("of a light that software switches is never less than what the rig integrated")
    func gatedBySoftware() throws {
        for plan in Self.plans {
            let result = try Rehearsal(
                experiment: try Samples.experiment(plan.yaml),
                rig: Samples.rig(isLampSwitchedBySoftware: true)
            ).run()
            let booked = try #require(try Booked(result.journal).lines["LED"])
            let given = try #require(TrueDose(result.truth).lines["LED"])
            let count = try result.journal.exposures().filter { $0.light == "lamp" }.count

            #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
            #expect(booked.seconds >= given.seconds)
            #expect(booked.seconds <= given.seconds * 1.02 + 0.15 * Double(count))
            #expect(booked.joulesPerCm2 >= given.joulesPerCm2 * 0.999)
        }
    }

    @Test("of long exposures by software is what the rig integrated, within 2 %")
    func longBySoftware() throws {
        let yaml = "channels: [{config: phase, exposure: 3000}]\ntime_plan: {interval: 5, loops: 4}"
        let result = try Rehearsal(
            experiment: try Samples.experiment(yaml),
            rig: Samples.rig(isLampSwitchedBySoftware: true)
        ).run()
        let booked = try Booked(result.journal)

        Self.expectSame(
            try #require(booked.lines["LED"]), TrueDose(result.truth).lines["LED"], "LED")
    }

    @Test("of a light that software switches stays within a budget smaller than its switching")
    func budgetBySoftware() throws {
        let yaml = """
            acquisition:
              channels: [{config: phase, exposure: 10}]
              time_plan: {interval: 5, loops: 4}
            light: {budget: {run: 0.001 J/cm2}}
            """
        let result = try Rehearsal(
            experiment: try Samples.experiment(yaml),
            rig: Samples.rig(isLampSwitchedBySoftware: true)
        ).run()

        #expect(result.outcome.skippedCount == 4)
        #expect(result.truth.joulesPerSquareCentimeter() <= 0.001)
    }

    @Test("of a camera that exposes longer than asked is in the budget, and booked as given")
    func roundedByCamera() throws {
        let three = """
            channels: [{config: nuclei, exposure: 1005}]
            time_plan: {interval: 5, loops: 3}
            """
        let asGiven = try Rehearsal(
            experiment: try Samples.experiment(three), rig: Samples.rig()
        ).run()
        let asked = try asGiven.journal.exposures().compactMap(\.joulesPerCm2).reduce(0, +)
        let budgeted = """
            acquisition:
              channels: [{config: nuclei, exposure: 1005}]
              time_plan: {interval: 5, loops: 3}
            light: {budget: {run: \(asked) J/cm2}}
            """
        var rig = Samples.rig()
        // 1005 ms become 1008 ms.
        rig.camera.exposureStepMicroseconds = 8000
        let result = try Rehearsal(
            experiment: try Samples.experiment(budgeted), rig: rig
        ).run()
        let booked = try result.journal.exposures().compactMap(\.joulesPerCm2).reduce(0, +)
        let given = result.truth.joulesPerSquareCentimeter()

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        #expect(try result.journal.exposures().map(\.seconds) == [1.008, 1.008])
        #expect(try result.journal.skips().map(\.by) == [.budget])
        let givenBefore = asGiven.truth.joulesPerSquareCentimeter()
        #expect(given <= givenBefore)
        // The calibration's error is the same in both.
        #expect(abs(booked / given - asked / givenBefore) <= 1e-4)
    }

    private static func expectSame(_ booked: TrueDose.Sum, _ given: TrueDose.Sum?, _ what: String) {
        let given = given ?? TrueDose.Sum()
        #expect(
            abs(booked.seconds - given.seconds) <= 0.02 * given.seconds,
            "\(what): booked \(booked.seconds) s, given \(given.seconds) s")
        #expect(
            abs(booked.joulesPerCm2 - given.joulesPerCm2) <= 0.02 * given.joulesPerCm2,
            "\(what): booked \(booked.joulesPerCm2) J/cm2, given \(given.joulesPerCm2) J/cm2")
    }
}

/// What the journal says was given, in the terms of ``TrueDose``.
struct Booked {
    private(set) var places: [TrueDose.Place: TrueDose.Sum] = [:]
    private(set) var lines: [String: TrueDose.Sum] = [:]

    init(_ journal: Journal, pitch: Double = 10) throws {
        for exposure in try journal.exposures() {
            let line = exposure.light == "lamp" ? "LED" : exposure.light.uppercased()
            let place = TrueDose.Place(
                x: Int((exposure.xMicrometers / pitch).rounded()),
                y: Int((exposure.yMicrometers / pitch).rounded()), line: line)
            let dose = exposure.joulesPerCm2 ?? 0
            lines[line, default: TrueDose.Sum()].add(seconds: exposure.seconds, joulesPerCm2: dose)
            places[place, default: TrueDose.Sum()].add(
                seconds: exposure.seconds, joulesPerCm2: dose)
        }
    }
}
