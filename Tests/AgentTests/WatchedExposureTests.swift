import Acquisition
import Testing

@testable import Agent

@Suite("The exposure of a watched channel")
struct WatchedExposureTests {
    private static let policies: [PolicySettings] = [
        .eventDriven(EventDrivenSettings()),
        .eventDriven(
            EventDrivenSettings(score: NetworkScore(network: "state", number: "mitotic_max"))),
        .bandit(BanditSettings()), .learned(LearnedSettings(network: .byWorth)),
        .watch(WatchSettings()),
    ]

    private func phase(overexposed: Double?) -> Observation {
        var phase = Stand.phase(minute: 2, [])
        phase.exposureSeconds = 0.04
        phase.features.overexposed = overexposed
        return phase
    }

    @Test("is halved where a frame is overexposed, and the decision says so", arguments: policies)
    func halved(settings: PolicySettings) throws {
        var policy = settings.makePolicy()
        _ = try policy.begin(Stand.outline())

        let verdict = try policy.observe(phase(overexposed: 0.4))

        let change = Proposal(
            position: 0, channel: "phase", change: .exposure(seconds: 0.02))
        #expect(verdict.proposals.contains(change))
        #expect(verdict.reason.contains("phase is overexposed (40 % of the pixels"))
        #expect(verdict.reason.hasSuffix("exposure to 20 ms"))
    }

    @Test("stays where a frame is not", arguments: policies)
    func kept(settings: PolicySettings) throws {
        var policy = settings.makePolicy()
        _ = try policy.begin(Stand.outline())

        let verdict = try policy.observe(phase(overexposed: nil))

        #expect(!verdict.proposals.contains { $0.channel == "phase" })
        #expect(!verdict.reason.contains("overexposed"))
    }
}
