import Acquisition
package import Agent
import SimulatedRig

extension Scenario {
    /// Lets a contender loose on the specimen of a seed.
    ///
    /// - Parameter isTimed: Whether to measure how long decisions take, which no seed makes the same.
    /// - Throws: What kept the run from its beginning, or a ``TrialFailure`` where it did not end
    ///   as planned.
    package func trial(
        of contender: Contender, seed: UInt64, shelf: PackageShelf?, isTimed: Bool = false
    ) throws -> PolicyTrial {
        var rehearsal = try rehearsal(of: contender, seed: seed)
        rehearsal.shelf = shelf
        if isTimed { rehearsal.decisionTimes = DecisionTimes() }
        return try trial(contender.name, seed: seed, contender, rehearsal)
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
        return try trial(policy, seed: seed, nil, rehearsal)
    }

    /// J/cm² of fluorescence that the first contender gives a specimen.
    package func plannedFluorescence() throws -> Double {
        let light = try trial(of: contenders[0], seed: 1, shelf: nil).fluorescence
        guard light > 0 else { throw TrialFailure("\(name): \(contenders[0].name) gives no light") }
        return light
    }

    /// - Parameter contender: Whose use of networks is looked at; `nil` where none are used.
    private func trial(
        _ policy: String, seed: UInt64, _ contender: Contender?, _ rehearsal: Rehearsal
    ) throws -> PolicyTrial {
        let result = try rehearsal.run()
        guard result.outcome.state == .completed else {
            throw TrialFailure(
                "\(name), \(policy), seed \(seed): \(result.outcome.state.rawValue)")
        }
        return try trial(
            policy, seed: seed, result, rehearsal,
            conduct: try conduct(of: contender, result, rehearsal))
    }

    private func conduct(
        of contender: Contender?, _ result: Rehearsal.Result, _ rehearsal: Rehearsal
    ) throws -> TrialConduct {
        var conduct = TrialConduct(decisionSeconds: rehearsal.decisionTimes?.sorted ?? [])
        conduct.refused = try result.journal.decisions().reduce(0) { sum, decision in
            sum + (decision.refusals == "[]" || decision.isShadow ? 0 : 1)
        }
        guard let policy = contender?.policy, let section = rehearsal.experiment.networks else {
            return conduct
        }
        if let trust = policy.leastTrust {
            conduct.distrustLooks = try Distrust.looks(result.journal, below: trust)
        }
        if let limit = policy.harmLimit, try NetworkSettings(section).noticesHarm {
            conduct.harmNotice = try HarmNotice(
                result.journal, truth: try truth(of: result), limit: limit)
        }
        return conduct
    }

    private func truth(of result: Rehearsal.Result) throws -> [TruthRecord] {
        try TruthFile.records(in: result.truthLines.joined(separator: "\n"))
    }

    private func trial(
        _ policy: String, seed: UInt64, _ result: Rehearsal.Result, _ rehearsal: Rehearsal,
        conduct: TrialConduct
    ) throws -> PolicyTrial {
        var settings = TruthTally.Settings()
        settings.restoredRatios = result.restoredRatios
        let score = try RunScore(truthLines: result.truthLines, settings)
        let frames = result.outcome.frameCount
        switch answer {
        case .divisions:
            return PolicyTrial(
                policy: policy, seed: seed, score: score, frames: frames, conduct: conduct)
        case .flashes:
            return PolicyTrial(
                policy: policy, seed: seed, flashesOf: score, frames: frames, conduct: conduct)
        case .tracks, .intensities:
            let exposures = try truth(of: result).compactMap { record -> TruthExposure? in
                guard case .exposure(let exposure) = record else { return nil }
                return exposure
            }
            let located = try LocatedRun(
                result.journal, truth: exposures, pixelMicrometers: rehearsal.rig.pixelMicrometers)
            return answer == .tracks
                ? PolicyTrial(
                    policy: policy, seed: seed, score: score, tracking: TrackingTally(located),
                    frames: frames, conduct: conduct)
                : PolicyTrial(
                    policy: policy, seed: seed, score: score,
                    intensities: IntensityTally(located), frames: frames, conduct: conduct)
        }
    }
}

/// A run of a benchmark that did not end as planned.
package struct TrialFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
