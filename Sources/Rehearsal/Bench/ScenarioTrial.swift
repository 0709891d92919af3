import Acquisition
package import Agent
import SimulatedRig

extension Scenario {
    /// Lets a contender loose on the specimen of a seed.
    ///
    /// - Throws: What kept the run from its beginning, or a ``TrialFailure`` where it did not end
    ///   as planned.
    package func trial(of contender: Contender, seed: UInt64, shelf: PackageShelf?) throws
        -> PolicyTrial
    {
        var rehearsal = try rehearsal(of: contender, seed: seed)
        rehearsal.shelf = shelf
        return try trial(
            contender.name, seed: seed, trust: contender.leastTrust, rehearsal)
    }

    /// Lets a learned policy loose on the specimen of a seed, in an envelope with no limits of its
    /// own; those of the devices and the step sizes hold.
    package func trial(
        _ policy: String, seed: UInt64, deciding settings: LearnedSettings
    ) throws -> PolicyTrial {
        var rehearsal = try rehearsal(of: contenders[0], seed: seed)
        rehearsal.decider = {
            AgentLoop(policy: LearnedPolicy(settings), envelope: EnvelopeSettings())
        }
        return try trial(policy, seed: seed, trust: nil, rehearsal)
    }

    /// J/cm² of fluorescence that the first contender gives a specimen.
    package func plannedFluorescence() throws -> Double {
        let light = try trial(of: contenders[0], seed: 1, shelf: nil).fluorescence
        guard light > 0 else { throw TrialFailure("\(name): \(contenders[0].name) gives no light") }
        return light
    }

    /// - Parameter trust: Least trust with which the policy uses a network; `nil` if it uses none.
    private func trial(
        _ policy: String, seed: UInt64, trust: Double?, _ rehearsal: Rehearsal
    ) throws -> PolicyTrial {
        let result = try rehearsal.run()
        guard result.outcome.state == .completed else {
            throw TrialFailure(
                "\(name), \(policy), seed \(seed): \(result.outcome.state.rawValue)")
        }
        let refused = try result.journal.decisions().reduce(0) { sum, decision in
            sum + (decision.refusals == "[]" || decision.isShadow ? 0 : 1)
        }
        var trial = try trial(policy, seed: seed, result, rehearsal, refused: refused)
        if let trust { trial.distrustLooks = try Distrust.looks(result.journal, below: trust) }
        return trial
    }

    private func trial(
        _ policy: String, seed: UInt64, _ result: Rehearsal.Result, _ rehearsal: Rehearsal,
        refused: Int
    ) throws -> PolicyTrial {
        let score = try RunScore(truthLines: result.truthLines)
        let frames = result.outcome.frameCount
        switch answer {
        case .divisions:
            return PolicyTrial(
                policy: policy, seed: seed, score: score, frames: frames, refused: refused)
        case .flashes:
            return PolicyTrial(
                policy: policy, seed: seed, flashesOf: score, frames: frames, refused: refused)
        case .tracks, .intensities:
            let exposures = try TruthFile.records(in: result.truthLines.joined(separator: "\n"))
                .compactMap { record -> TruthExposure? in
                    guard case .exposure(let exposure) = record else { return nil }
                    return exposure
                }
            let located = try LocatedRun(
                result.journal, truth: exposures, pixelMicrometers: rehearsal.rig.pixelMicrometers)
            return answer == .tracks
                ? PolicyTrial(
                    policy: policy, seed: seed, score: score, tracking: TrackingTally(located),
                    frames: frames, refused: refused)
                : PolicyTrial(
                    policy: policy, seed: seed, score: score,
                    intensities: IntensityTally(located), frames: frames, refused: refused)
        }
    }
}

/// A run of a benchmark that did not end as planned.
package struct TrialFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
