import Testing

@testable import Agent

@Suite("Policies over several specimens")
struct PolicySummaryTests {
    private static let trials = [
        PolicyTrial(
            policy: "fixed", seed: 1, happened: 3, caught: 3, timingErrors: [10, 20, 90],
            fluorescence: 100, harmed: 4),
        PolicyTrial(
            policy: "fixed", seed: 2, happened: 1, caught: 1, timingErrors: [30],
            fluorescence: 60, harmed: 0),
        PolicyTrial(
            policy: "events", seed: 1, happened: 3, caught: 2, timingErrors: [10, 40],
            fluorescence: 4, harmed: 1, conduct: TrialConduct(refused: 2)),
        PolicyTrial(
            policy: "events", seed: 2, happened: 1, caught: 1, timingErrors: [5],
            fluorescence: 0, harmed: 0),
    ]

    @Test("are pooled: divisions and light, not shares, are added up")
    func pooled() throws {
        let summaries = try PolicySummary.all(Self.trials)

        #expect(summaries.map(\.policy) == ["fixed", "events"])
        let events = summaries[1]
        #expect(events.caughtShare?.value == 0.75)
        #expect(events.doseShare?.value == 4.0 / 160)
        #expect(events.fluorescence.value == 2)
        #expect(events.harmed.value == 0.5)
        #expect(events.timingError == 10)
        #expect(events.refused == 2)
        #expect(events.trials.map(\.seed) == Self.trials.suffix(2).map(\.seed))
        #expect(events.trials.reduce(0) { $0 + $1.caught } == events.caught)
        // Of two specimens, either may be drawn twice.
        #expect(events.caughtShare?.low == 2.0 / 3 && events.caughtShare?.high == 1)
        #expect(events.doseShare?.low == 0 && events.doseShare?.high == 0.04)
    }

    @Test("say how early harm was noticed, where a policy could notice it")
    func harm() throws {
        func trial(_ seed: UInt64, then: Double?, affected: Double) -> PolicyTrial {
            PolicyTrial(
                policy: "watch", seed: seed, happened: 0, caught: 0, fluorescence: 1, harmed: 0,
                conduct: TrialConduct(
                    harmNotice: HarmNotice(affectedThen: then, affected: affected),
                    decisionSeconds: [0.004, 0.002, 0.003]))
        }
        let trials = [
            trial(1, then: 0.01, affected: 0.04), trial(2, then: 0.03, affected: 0.2),
            trial(3, then: nil, affected: 0.07), trial(4, then: nil, affected: 0),
        ]
        let summary = try #require(try PolicySummary.all(trials).first)

        #expect(
            summary.remarks == [
                "watch: harm noticed in 2 of 4 specimens, when 3 % of the cells were affected "
                    + "(1 % to 3 %); at the end at most 20 % were; 1 with 5 % or more were not noticed",
                "watch: from frame to decision 3 ms, 99 of 100 within 4 ms",
            ])
    }

    @Test("where nothing divides there is no share to tell, but a dose")
    func quiet() throws {
        let quiet = PolicyTrial(
            policy: "fixed", seed: 1, happened: 0, caught: 0, fluorescence: 5, harmed: 0)
        let summary = try #require(try PolicySummary.all([quiet]).first)

        #expect(summary.caughtShare == nil)
        #expect(summary.timingError == nil)
        #expect(summary.fluorescence.value == 5)
    }
}
