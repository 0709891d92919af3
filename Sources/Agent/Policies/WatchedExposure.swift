import Acquisition

/// Shortens the exposure of a watched channel while its frames are overexposed: a cell that shines
/// does not show where everything is nearly as bright as the camera can tell.
enum WatchedExposure {
    /// Half the exposure of an overexposed frame; nothing otherwise.
    static func proposals(after observation: Observation) -> [Proposal] {
        guard observation.features.overexposed != nil else { return [] }
        return [
            Proposal(
                position: observation.position, channel: observation.channel,
                change: .exposure(seconds: observation.exposureSeconds / 2))
        ]
    }

    /// What to say of an overexposed frame behind a decision's reason; empty otherwise.
    static func words(on observation: Observation) -> String {
        guard let share = observation.features.overexposed else { return "" }
        return
            "; \(observation.channel) is overexposed (\(brief(share * 100)) % of the pixels at the "
            + "camera's largest value): exposure to \(brief(observation.exposureSeconds * 500)) ms"
    }
}
