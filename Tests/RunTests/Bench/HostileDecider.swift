import Acquisition
import Rehearsal

/// A policy gone mad, and no envelope round it.
actor HostileDecider: Decider {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    func begin(_ outline: RunOutline) async -> [Decision] { decisions(after: -1) }

    func decide(on frame: AcquiredFrame, standing: RunStanding) async -> [Decision] {
        decisions(after: frame.eventIndex)
    }

    func restore(inputs: String) async -> Bool { true }

    private func decisions(after event: Int) -> [Decision] {
        let proposals = (0..<Int.random(in: 0...3, using: &random)).map { _ in proposal() }
        return [
            Decision(
                policy: "mad", isShadow: false, basedOnEvent: event, positionName: "A",
                inputs: "{}", reason: "none", requested: [], applied: proposals, refusals: [],
                features: [:])
        ]
    }

    private func proposal() -> Proposal {
        let change: Proposal.Change =
            switch Int.random(in: 0..<40, using: &random) {
            case 0..<8: .take(Bool.random(using: &random))
            case 8..<20: .exposure(seconds: number(0.001...0.5))
            case 20..<30: .power(milliwatts: number(0...1))
            case 30..<35: .focus(offsetMicrometers: number(-300...300))
            case 35: .every([1, 2, 0, -1, .max, .min].randomElement(using: &random) ?? 1)
            case 36: .planes([[0], [1], [], [-1], [.max]].randomElement(using: &random))
            case 37: .virtual(network: "x")
            case 38: .power(milliwatts: number(0...100))
            default: Int.random(in: 0..<20, using: &random) == 0 ? .stop : .take(true)
            }
        let channel = ["phase", "nuclei", "x"].randomElement(using: &random) ?? "phase"
        return Proposal(
            position: Int.random(in: -1...2, using: &random), channel: channel, change: change)
    }

    private func number(_ range: ClosedRange<Double>) -> Double {
        let wrongs = [
            Double.nan, .infinity, -.infinity, 1e308, -1, 0, -0.0, 5e-300, 1e6, 1e19, 9.9,
            .greatestFiniteMagnitude,
        ]
        guard Int.random(in: 0..<3, using: &random) == 0 else {
            return Double.random(in: range, using: &random)
        }
        return wrongs.randomElement(using: &random) ?? .nan
    }
}
