import Hardware
import Testing

@testable import Acquisition

@Suite("Recovery")
struct RecoveryTests {
    private static func plan() throws -> RunPlan {
        try RunPlan(
            experiment: try Samples.experiment(Samples.watch(loops: 3, agent: false)),
            rig: try RigFile.parse(Samples.rigFileText, file: "rig.yaml"), sensor: (64, 64))
    }

    /// Event 0 was taken, 1 skipped, 2 begun and never finished.
    private static func journal() throws -> Journal {
        let journal = try Journal(path: nil)
        var batch = JournalBatch()
        batch.intents = [0, 2].map {
            IntentRecord(
                eventIndex: $0, at: Double($0), position: $0 == 0 ? "A" : "B", channel: "phase",
                light: "lamp", plannedSeconds: 0.01, plannedJoulesPerCm2: 0.5)
        }
        batch.skips = [SkipRecord(eventIndex: 1, at: 1, by: .policy, reason: "")]
        batch.exposures = [
            ExposureRecord(
                eventIndex: 0, position: "A", channel: "phase", light: "lamp", xMicrometers: 0,
                yMicrometers: 0, at: 0, seconds: 0.01, joulesPerCm2: 0.25, relativeUnits: 1,
                isUncertain: false)
        ]
        batch.decisions = [
            DecisionRecord(
                at: 1.5, policy: "p", isShadow: false, basedOnEvent: 0, position: "A",
                inputs: "{}", reason: "", requested: "[]",
                applied: try JSONText.encode([
                    Proposal(position: 0, channel: "nuclei", change: .take(false))
                ]),
                refusals: "[]", effectiveFrom: 1, latencySeconds: 0)
        ]
        try journal.write(batch, durable: false)
        return journal
    }

    @Test("knows what is settled, and books as spent what may have been exposed")
    func reads() throws {
        let recovery = try Recovery(try Self.journal(), plan: try Self.plan())

        #expect(recovery.settled == [0, 1, 2])
        #expect(recovery.uncertain.map(\.eventIndex) == [2])
        #expect(recovery.uncertain.first?.isUncertain == true)
        #expect(recovery.uncertain.first?.joulesPerCm2 == 0.5)
        #expect(recovery.uncertain.first?.xMicrometers == 500)
        #expect(recovery.offset == .seconds(2))
    }

    @Test("lets the scheduler go on behind it, with the light counted and the decisions in force")
    func goesOn() throws {
        let plan = try Self.plan()
        var scheduler = try Scheduler(
            plan: plan, recovery: try Recovery(try Self.journal(), plan: plan))
        let place = StagePoint(xMicrometers: 0, yMicrometers: 0)

        #expect(scheduler.ledger.joulesPerCm2 == 0.75)
        guard case .expose(let third, _) = try scheduler.next(at: .zero, place: place) else {
            Issue.record("nuclei at B are still to be taken")
            return
        }
        #expect(third.eventIndex == 3)
        _ = try scheduler.next(at: .seconds(1000), place: place)
        guard
            case .skip(let fifth, .policy, _) = try scheduler.next(at: .seconds(1000), place: place)
        else {
            Issue.record("the policy of the first life spends no nuclei at A")
            return
        }
        #expect(fifth.eventIndex == 5)
    }
}
