import Acquisition
import SimulatedRig
import Testing

@testable import Rehearsal

/// Every fault of every device at every moment of a run, and what must be true whatever happens.
@Suite("Fault matrix")
struct FaultMatrixTests {
    /// Phase and nuclei at three places, three times; the nuclei exposures are long enough to be
    /// hit by a fault that strikes by the clock.
    static let yaml = """
        acquisition:
          axis_order: tpzc
          time_plan: {interval: 20, loops: 3}
          stage_positions:
            - {name: A, x: 0, y: 0, z: 0}
            - {name: B, x: 600, y: 200, z: 5}
            - {name: C, x: -600, y: 200, z: -5}
          channels:
            - {config: phase, exposure: 300}
            - {config: nuclei, exposure: 1000}
        """
    static let frameCount = 18

    @Test("ends dark, says which device, and keeps what was promised", arguments: FaultCase.all)
    func everyFault(_ fault: FaultCase) throws {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Self.yaml),
            rig: Samples.rig(
                faults: [fault.text], isLampSwitchedBySoftware: fault.isLampSwitchedBySoftware))
        rehearsal.rig.stack = FlatStack.path
        let life = try rehearsal.live()
        let truth = life.endRig(after: .seconds(60)).truth
        let verdict = try Verdict(life, truth)

        verdict.expectDark(fault)
        try verdict.expectKept()
        verdict.expectBooked(fault)
        if verdict.isComplete {
            #expect(fault.isHarmless != false, "the run completed")
            verdict.expectAsPlanned()
        } else {
            #expect(fault.isHarmless != true, "\(verdict.reason)")
            #expect(verdict.reason.contains(fault.device.rawValue), "\(verdict.reason)")
        }
    }
}

/// How a run with a fault ended, against the truth.
struct Verdict {
    private let life: Life
    private let truth: RigTruth

    init(_ life: Life, _ truth: RigTruth) throws {
        self.life = life
        self.truth = truth
    }

    var isComplete: Bool { life.outcome?.state == .completed }

    var reason: String {
        life.outcome?.reason ?? life.failure.map { String(describing: $0) } ?? "killed"
    }

    /// No light lasts longer than its exposure and what it takes to learn of a fault of the light's
    /// own controller, which is a time-out, or of the camera, which is next to nothing; none comes
    /// after the end, which the aftermath would show.
    func expectDark(_ fault: FaultCase) {
        let end = Double(life.end.components.seconds) + 1
        for light in truth.lights {
            let planned = light.line == "LED" ? 0.3 : 1.0
            let isGated = light.line != "LED" || !fault.isLampSwitchedBySoftware
            let longest = isGated ? planned + 0.0001 : planned + fault.longestWait
            if fault.leavesLampOn, light.line == "LED", light.seconds > longest {
                // Nobody can switch it off; the run must say so.
                #expect(isTold("possibly on"), "\(reason)")
                continue
            }
            #expect(
                light.seconds <= longest, "\(light.line) shone for \(light.seconds) s: \(reason)")
            #expect(light.to <= end, "\(light.line) shone after the end: \(reason)")
        }
    }

    private func isTold(_ words: String) -> Bool {
        life.outcome?.alarms.contains { $0.contains(words) } ?? reason.contains("stage")
    }

    /// Frames that were acknowledged are in the store, and the journal knows how the run ended.
    func expectKept() throws {
        guard let outcome = life.outcome else {
            #expect(truth.lights.isEmpty, "a run that could not begin gave light")
            return
        }
        let frames = try life.journal.frames()
        #expect(outcome.frameCount == frames.count)
        for frame in frames {
            let isHeld = try life.store?.holds(
                series: frame.series, t: frame.t, c: frame.c, z: frame.z)
            #expect(isHeld == true, "event \(frame.eventIndex)")
        }
        let last = try life.journal.lastState()?.state
        #expect(last?.rawValue == outcome.state.rawValue)
    }

    /// The journal counts at least the light that was given.
    func expectBooked(_ fault: FaultCase) {
        guard !fault.leavesLampOn else { return }
        let booked = (try? Booked(life.journal).lines) ?? [:]
        for (line, given) in TrueDose(truth).lines {
            let counted = booked[line]?.joulesPerCm2 ?? 0
            #expect(
                counted >= given.joulesPerCm2 * 0.98,
                "\(line): booked \(counted), given \(given.joulesPerCm2) J/cm2; \(reason)")
        }
    }

    /// A run that says *completed* took every planned frame, there and with its light.
    func expectAsPlanned() {
        let places = [(0.0, 0.0), (600.0, 200.0), (-600.0, 200.0)]
        #expect(truth.exposures.count == FaultMatrixTests.frameCount)
        for (index, exposure) in truth.exposures.enumerated() {
            let (x, y) = places[index / 2 % 3]
            #expect(abs(exposure.xMicrometers - x) < 2, "frame \(exposure.frame)")
            #expect(abs(exposure.yMicrometers - y) < 2, "frame \(exposure.frame)")
            let line = index % 2 == 0 ? "LED" : "CYAN"
            let seconds = index % 2 == 0 ? 0.3 : 1.0
            #expect(exposure.light.map(\.line) == [line], "frame \(exposure.frame)")
            let shone = exposure.light.first?.seconds ?? 0
            #expect(abs(shone - seconds) < 0.001, "frame \(exposure.frame): \(shone) s")
        }
    }
}
