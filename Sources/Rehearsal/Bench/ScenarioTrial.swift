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
        let result = try rehearsal.run()
        guard result.outcome.state == .completed else {
            throw TrialFailure(
                "\(name), \(contender.name), seed \(seed): \(result.outcome.state.rawValue)")
        }
        let refused = try result.journal.decisions().reduce(0) { sum, decision in
            sum + (decision.refusals == "[]" || decision.isShadow ? 0 : 1)
        }
        let score = try RunScore(truthLines: result.truthLines)
        let frames = result.outcome.frameCount
        switch answer {
        case .divisions:
            return PolicyTrial(
                policy: contender.name, seed: seed, score: score, frames: frames, refused: refused)
        case .tracks:
            let exposures = try TruthFile.records(in: result.truthLines.joined(separator: "\n"))
                .compactMap { record -> TruthExposure? in
                    guard case .exposure(let exposure) = record else { return nil }
                    return exposure
                }
            return PolicyTrial(
                policy: contender.name, seed: seed, score: score,
                tracking: try TrackingTally(
                    result.journal, truth: exposures,
                    pixelMicrometers: rehearsal.rig.pixelMicrometers),
                frames: frames, refused: refused)
        }
    }
}

/// A run of a benchmark that did not end as planned.
package struct TrialFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
