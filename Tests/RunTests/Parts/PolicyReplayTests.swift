import Acquisition
import Documents
import SimulatedRig
import Testing

@testable import Agent
@testable import Rehearsal

@Suite("Replaying a recorded run with other policies")
struct PolicyReplayTests {
    private static let watching = "agent: {policy: event-driven, watch: phase, spend: [nuclei]}"

    /// Two hours on a rig whose cells divide often.
    private func record(_ agent: String, seed: UInt64 = 3) throws -> Rehearsal.Result {
        var rig = RigSettings()
        rig.seed = seed
        rig.specimen.cellsPerSquareMillimeter = 150
        // Light does nothing here: the same cells divide at the same time whatever is taken.
        rig.specimen.phototoxicity.harm = 0
        rig.specimen.kinds = rig.specimen.kinds.map { kind in
            var kind = kind
            kind.shortestCycleHours = 4
            kind.longestCycleHours = 6
            return kind
        }
        let text =
            Samples.watch(loops: 60, agent: false) + "\nregion: {size: 512}\n" + agent
        return try Rehearsal(experiment: try Samples.experiment(text), rig: rig).run()
    }

    private func replay(_ result: Rehearsal.Result) throws -> PolicyReplay {
        try PolicyReplay(
            result.journal, plan: result.plan,
            outline: result.plan.outline(exposureLimits: .milliseconds(0.1)...(.seconds(10))))
    }

    private func policy(_ text: String) throws -> any Policy {
        try AgentConfiguration(Document.parse(text, file: "agent.yaml")).policy.makePolicy()
    }

    @Test("the policy that ran takes again what it took, frame by frame and joule by joule")
    func same() throws {
        for agent in [Self.watching, "agent: {policy: watch, watch: phase, spend: [nuclei]}"] {
            let result = try record(agent)
            let replay = try replay(result)
            let name = agent.contains("event") ? "event-driven" : "watch"
            let again = replay.replay(
                try policy("{policy: \(name), watch: phase, spend: [nuclei]}"),
                envelope: EnvelopeSettings())
            let recorded = replay.recorded(name)

            #expect(again.channels.map(\.taken) == recorded.channels.map(\.taken))
            #expect(again.channels.allSatisfy { $0.unrecorded == 0 })
            for (a, b) in zip(again.channels, recorded.channels) {
                let (a, b) = (try #require(a.joulesPerCm2), try #require(b.joulesPerCm2))
                #expect(abs(a - b) <= 0.01 * max(a, b), "\(name): \(a) and \(b)")
            }
            let nuclei = try #require(recorded.channels.first { $0.name == "nuclei" })
            #expect(nuclei.taken > 5 && nuclei.taken < nuclei.planned / 2, "\(nuclei)")
        }
    }

    @Test("of a run that took everything a policy takes what it takes when it acts")
    func ofFixed() throws {
        let fixed = try replay(try record("agent: {policy: fixed}"))
        let acting = try replay(try record(Self.watching))
        let told = fixed.replay(
            try policy("{policy: event-driven, watch: phase, spend: [nuclei]}"),
            envelope: EnvelopeSettings())

        let foretold = try #require(told.channels.last).taken
        let done = try #require(acting.recorded("").channels.last).taken
        #expect(abs(foretold - done) <= 2, "\(foretold) and \(done)")
        #expect(told.channels.allSatisfy { $0.unrecorded == 0 })
        let all = fixed.replay(FixedPolicy(), envelope: EnvelopeSettings())
        #expect(all.channels.allSatisfy { $0.taken == $0.planned })
    }

    @Test("frames that nobody took are counted, and not made up")
    func unrecorded() throws {
        let result = try record(Self.watching)
        let outcome = try replay(result).replay(FixedPolicy(), envelope: EnvelopeSettings())
        let nuclei = try #require(outcome.channels.last)

        #expect(nuclei.taken == nuclei.planned)
        #expect(nuclei.unrecorded > nuclei.planned / 2)
    }

    @Test("a run without an agent says that there is nothing to decide by")
    func noAgent() throws {
        let result = try record("")
        #expect(throws: PolicyReplay.Failure.self) { try replay(result) }
    }
}
