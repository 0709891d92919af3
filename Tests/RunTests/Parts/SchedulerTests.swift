import Hardware
import SimulatedRig
import Testing

@testable import Acquisition

@Suite("Scheduler")
struct SchedulerTests {
    private static let home = StagePoint(xMicrometers: 0, yMicrometers: 0)

    private static func step(
        _ index: Int, channel: String = "nuclei", milliseconds: Int = 100,
        minStart: Duration? = nil, resetsTimer: Bool = false, z: Double? = nil,
        milliwatts: Double = 20
    ) -> Step {
        Step(
            eventIndex: index, series: 0, t: index, c: 0, z: 0, positionName: "A",
            channel: channel, point: home, zMicrometers: z,
            exposure: .milliseconds(milliseconds), power: .milliwatts(milliwatts), region: nil,
            minStart: minStart, resetsTimer: resetsTimer)
    }

    private static func scheduler(
        _ steps: [Step], budget: LightBudget = LightBudget(), settled: Set<Int> = []
    ) throws -> Scheduler {
        let rig = try RigFile.parse(Samples.rigFileText, file: "rig.yaml")
        return Scheduler(
            itinerary: Itinerary(steps: steps), lights: LightTable(rig: rig),
            ledger: DoseLedger(budget: budget), settled: settled, focusLimits: rig.limits.z)
    }

    /// What the scheduler does at `seconds`, in short.
    private static func next(_ scheduler: inout Scheduler, at seconds: Int) throws -> String {
        switch try scheduler.next(at: .seconds(seconds), place: home) {
        case .wait(let due, let next): "wait for \(next.eventIndex) until \(due)"
        case .skip(let step, let cause, _): "skip \(step.eventIndex) by \(cause.rawValue)"
        case .expose(let step, _): "expose \(step.eventIndex)"
        case .finished: "finished"
        }
    }

    @Test("light is never booked as none where the device rounds to a step beyond its curve")
    func roundedLight() throws {
        let rig = try RigFile.parse(Samples.rigFileText, file: "rig.yaml")
        var known = 0
        for steps in [3.0, 7, 10, 99, 255] {
            let table = LightTable(rig: rig) { ($1 * steps).rounded() / steps }
            for name in rig.channels.map(\.name) {
                let light = try table.light(of: name)
                let range = try #require(light.light.calibration?.milliwattRange)
                for milliwatts in [range.lowerBound, range.upperBound]
                where milliwatts > 0 {
                    // A curve that lies between two steps of a coarse device has no known power.
                    guard
                        let setting = try? table.setting(.milliwatts(milliwatts), of: light)
                    else { continue }
                    known += 1
                    #expect((setting.power.milliwatts ?? 0) > 0, "\(name), \(steps) steps")
                    #expect(range.contains(setting.power.milliwatts ?? 0))
                }
            }
        }
        #expect(known > 10)
    }

    @Test("counts from the first step, and says when the next is due")
    func dueTimes() throws {
        var scheduler = try Self.scheduler([
            Self.step(0, minStart: .zero), Self.step(1, minStart: .seconds(60)), Self.step(2),
        ])

        #expect(try Self.next(&scheduler, at: 5) == "expose 0")
        #expect(try Self.next(&scheduler, at: 10) == "wait for 1 until 65.0 seconds")
        #expect(try Self.next(&scheduler, at: 64) == "wait for 1 until 65.0 seconds")
        #expect(try Self.next(&scheduler, at: 70) == "expose 1")
        #expect(try Self.next(&scheduler, at: 70) == "expose 2")
        #expect(try Self.next(&scheduler, at: 70) == "finished")
    }

    @Test("a step that resets the timer is due at once, and the rest counts from it")
    func resettingTheTimer() throws {
        var scheduler = try Self.scheduler([
            Self.step(0, minStart: .zero), Self.step(1, minStart: .zero, resetsTimer: true),
            Self.step(2, minStart: .seconds(30)),
        ])

        #expect(try Self.next(&scheduler, at: 0) == "expose 0")
        #expect(try Self.next(&scheduler, at: 100) == "expose 1")
        #expect(try Self.next(&scheduler, at: 101) == "wait for 2 until 130.0 seconds")
    }

    @Test("a pause moves everything that is still to come")
    func postponing() throws {
        var scheduler = try Self.scheduler([
            Self.step(0, minStart: .zero), Self.step(1, minStart: .seconds(60)),
        ])

        #expect(try Self.next(&scheduler, at: 0) == "expose 0")
        scheduler.postpone(by: .seconds(40))

        #expect(try Self.next(&scheduler, at: 70) == "wait for 1 until 100.0 seconds")
    }

    @Test("what would pass the budget is skipped, and what still fits is taken")
    func budget() throws {
        // 20 mW on the disc of 950 um are 2.82 W/cm2.
        var scheduler = try Self.scheduler(
            [Self.step(0), Self.step(1, milliseconds: 300), Self.step(2)],
            budget: LightBudget(perPosition: 0.6))
        guard case .expose(_, let planned) = try scheduler.next(at: .zero, place: Self.home) else {
            Issue.record("the first exposure fits")
            return
        }
        let dose = try #require(planned.joulesPerCm2)
        try scheduler.book(Self.record(dose))

        #expect(abs(dose - 0.282) < 0.001)
        #expect(try Self.next(&scheduler, at: 0) == "skip 1 by budget")
        #expect(try Self.next(&scheduler, at: 0) == "expose 2")
    }

    @Test("a decision holds from the first event that was not given out")
    func commitHorizon() throws {
        var scheduler = try Self.scheduler(
            (0..<3).map { Self.step($0, minStart: .seconds(10 * $0)) })

        #expect(try Self.next(&scheduler, at: 0) == "expose 0")
        #expect(try Self.next(&scheduler, at: 0) == "wait for 1 until 10.0 seconds")
        let from = scheduler.apply([Proposal(position: 0, channel: "nuclei", change: .take(false))])

        #expect(from == 1)
        #expect(try Self.next(&scheduler, at: 10) == "skip 1 by policy")
        _ = scheduler.apply([Proposal(position: 0, channel: "nuclei", change: .take(true))])
        #expect(try Self.next(&scheduler, at: 20) == "expose 2")
    }

    @Test(
        "an exposure or a power that nothing gives is skipped",
        arguments: [
            .exposure(seconds: .nan), .exposure(seconds: .infinity), .exposure(seconds: -1),
            .exposure(seconds: 0), .exposure(seconds: 1e308), .power(milliwatts: .nan),
            .power(milliwatts: -1), .power(milliwatts: 1e9), .power(milliwatts: .infinity),
        ] as [Proposal.Change])
    func impossibleDirective(change: Proposal.Change) throws {
        var scheduler = try Self.scheduler([Self.step(0)])

        _ = scheduler.apply([Proposal(position: 0, channel: "nuclei", change: change)])

        #expect(try Self.next(&scheduler, at: 0) == "skip 0 by limits")
    }

    /// Where the scheduler sends the focus for the step that it gives out.
    private static func focus(_ scheduler: inout Scheduler, at seconds: Int) throws -> Double? {
        guard case .expose(let step, _) = try scheduler.next(at: .seconds(seconds), place: home)
        else { return .nan }
        return step.zMicrometers
    }

    @Test("a focus is moved from the planned one, or from where it stood")
    func focusOffset() throws {
        var scheduler = try Self.scheduler([
            Self.step(0, z: 10), Self.step(1), Self.step(2, channel: "phase", milliwatts: 0.2),
            Self.step(3, z: 10),
        ])
        scheduler.rest(focus: 4)
        let up = Proposal(position: 0, channel: "nuclei", change: .focus(offsetMicrometers: 2.5))
        _ = scheduler.apply([up])

        #expect(try Self.focus(&scheduler, at: 0) == 12.5)
        #expect(try Self.focus(&scheduler, at: 0) == 6.5)
        // Another channel has its own focus, and the stage goes back for it.
        #expect(try Self.focus(&scheduler, at: 0) == 4)
        #expect(try Self.focus(&scheduler, at: 0) == 12.5)
    }

    @Test("a wait already goes to the focus that the step will have")
    func focusEarly() throws {
        var scheduler = try Self.scheduler([
            Self.step(0, minStart: .zero, z: 10), Self.step(1, minStart: .seconds(60), z: 10),
        ])
        #expect(try Self.next(&scheduler, at: 0) == "expose 0")
        _ = scheduler.apply([
            Proposal(position: 0, channel: "nuclei", change: .focus(offsetMicrometers: -1))
        ])

        let action = try scheduler.next(at: .seconds(1), place: Self.home)
        guard case .wait(_, let next) = action else {
            Issue.record("\(action)")
            return
        }
        #expect(next.zMicrometers == 9)
    }

    @Test(
        "a focus beyond the limits is skipped, and so is one that counts from nowhere",
        arguments: [300, -300, .nan, .infinity] as [Double])
    func focusBeyond(offset: Double) throws {
        var scheduler = try Self.scheduler([Self.step(0, z: 0), Self.step(1)])
        _ = scheduler.apply([
            Proposal(position: 0, channel: "nuclei", change: .focus(offsetMicrometers: offset))
        ])

        #expect(try Self.next(&scheduler, at: 0) == "skip 0 by limits")
        #expect(try Self.next(&scheduler, at: 0) == "skip 1 by limits")
    }

    @Test("what an earlier life has settled does not come again")
    func settled() throws {
        var scheduler = try Self.scheduler((0..<4).map { Self.step($0) }, settled: [0, 2])

        #expect(try Self.next(&scheduler, at: 0) == "expose 1")
        #expect(try Self.next(&scheduler, at: 0) == "expose 3")
        #expect(try Self.next(&scheduler, at: 0) == "finished")
    }

    private static func record(_ joules: Double) -> ExposureRecord {
        ExposureRecord(
            eventIndex: 0, position: "A", channel: "nuclei", light: "cyan", xMicrometers: 0,
            yMicrometers: 0, at: 0, seconds: 0.1, joulesPerCm2: joules, relativeUnits: 1,
            isUncertain: false)
    }
}
