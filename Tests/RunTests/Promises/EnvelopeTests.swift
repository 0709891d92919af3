import Acquisition
import Documents
import Foundation
import Glibc
import SimulatedRig
import Testing

@testable import Agent
@testable import Rehearsal

@Suite("The envelope round a mad policy")
struct EnvelopeTests {
    /// Floods each decision with proposals, most of them outrageous.
    private struct Mad: Policy {
        let name = "mad"
        var random: SplitMix64
        let perDecision: Int

        mutating func begin(_ outline: RunOutline) -> Agent.Verdict { verdict() }
        mutating func observe(_ observation: Observation) -> Agent.Verdict { verdict() }

        private mutating func verdict() -> Agent.Verdict {
            Agent.Verdict("none", proposals: (0..<perDecision).map { _ in proposal() })
        }

        private mutating func proposal() -> Proposal {
            let change: Proposal.Change =
                switch Int.random(in: 0..<13, using: &random) {
                case 0, 1: .take(Int.random(in: 0..<4, using: &random) > 0)
                case 2..<6: .exposure(seconds: number(0.02...0.12))
                case 6..<10: .power(milliwatts: number(5...60))
                case 10: .focus(offsetMicrometers: number(-8...8))
                case 11: .virtual(network: "label")
                default: .every(Int.random(in: -1...4, using: &random))
                }
            let channel = ["phase", "nuclei", "nuclei", ""].randomElement(using: &random)
            return Proposal(
                position: Int.random(in: -1...2, using: &random), channel: channel ?? "",
                change: change)
        }

        private mutating func number(_ range: ClosedRange<Double>) -> Double {
            let wrongs = [
                Double.nan, .infinity, -.infinity, 1e308, -1, 0, -0.0, 5e-300, 1e6, 1e19, 0.3, 100,
            ]
            guard Int.random(in: 0..<2, using: &random) == 0 else {
                return Double.random(in: range, using: &random)
            }
            return wrongs.randomElement(using: &random) ?? .nan
        }
    }

    /// Of each run: 160 decisions with 100 proposals each.
    private static let proposalsInRun = 16_000
    /// As many as `TARSIER_PROPOSALS` asks for, 128 000 without it.
    private static let seeds: ClosedRange<UInt64> = {
        let asked = ProcessInfo.processInfo.environment["TARSIER_PROPOSALS"].flatMap { Int($0) }
        return 1...UInt64(max(((asked ?? 128_000) + proposalsInRun - 1) / proposalsInRun, 1))
    }()

    /// Of each flood some dozens are judged one by one, the rest is refused unread.
    @Test("lets nothing outside it reach the light", arguments: seeds)
    func nothingPasses(seed: UInt64) throws {
        let envelope = EnvelopeSettings(
            minExposureSeconds: 0.03, maxExposureSeconds: 0.1, maxPowerMilliwatts: 40,
            maxStep: 1.5, minSecondsBetweenChanges: 200, dosePerHour: 1.2, dosePerRun: 6,
            maxFocusMicrometers: 4)
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 40, agent: false)),
            rig: Samples.rig(seed: seed))
        rehearsal.rig.stack = FlatStack.path
        rehearsal.decider = {
            AgentLoop(
                policy: Mad(random: SplitMix64(seed: seed), perDecision: 100), envelope: envelope)
        }
        let result = try rehearsal.run()
        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")

        // By what the light source really did, in the order in which it did it.
        let exposures = result.truth.exposures.sorted { $0.from < $1.from }
        var taken: [Double: [(at: Double, seconds: Double)]] = [:]
        var total = 0.0
        for exposure in exposures {
            let light = exposure.light.filter { $0.line != "LED" }
            guard let first = light.first, first.seconds > 0 else {
                // The transmitted lamp is as planned, always.
                #expect(exposure.light.allSatisfy { abs($0.seconds - 0.01) < 0.001 })
                continue
            }
            #expect(first.seconds > 0.0295 && first.seconds < 0.101, "\(first.seconds)")
            taken[exposure.xMicrometers, default: []].append((exposure.from, first.seconds))
            total += first.joulesPerSquareCentimeter
        }
        for (_, row) in taken {
            for (before, after) in zip(row, row.dropFirst()) {
                // Nothing is seen of what changes while a position is dark.
                let changes = ((after.at - before.at) / 200).rounded(.down) + 1
                let factor = after.seconds / before.seconds
                #expect(
                    abs(log(factor)) < changes * log(1.5) + 0.02, "\(before) → \(after)")
            }
        }
        let lifts = result.truth.motions.filter { $0.axis == "z" }
        let rest = try #require(lifts.first).from
        #expect(lifts.allSatisfy { abs($0.asked - rest) <= 4.01 })
        #expect(lifts.contains { abs($0.asked - rest) > 1 }, "the focus may be moved")
        // One exposure may already be on its way when the dose is reached, at each position.
        #expect(total < 6 + 2 * 1.2, "\(total)")
        #expect(!taken.isEmpty, "it must not refuse everything either")
        let decisions = try result.journal.decisions()
        #expect(decisions.count >= 80)
        #expect(decisions.contains { $0.refusals.contains("further proposals") })
    }
}
