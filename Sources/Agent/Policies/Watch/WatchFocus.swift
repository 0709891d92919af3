import Acquisition

/// Keeps each position in focus, where the envelope lets the agent move it.
struct WatchFocus: Sendable {
    private struct Site: Hashable {
        let position: Int
        let channel: String
    }

    private let watch: String
    private let spend: [String]
    private var searches: [Int: FocusSearch] = [:]
    private var inForce: [Site: Double] = [:]

    /// - Parameter interval: Seconds from one search to the next.
    init(_ outline: RunOutline, watch: String, spend: [String], interval: Double) {
        self.watch = watch
        self.spend = spend
        guard outline.focusReachMicrometers > 0 else { return }
        for position in outline.positionNames.indices {
            searches[position] = FocusSearch(
                interval: interval, reach: outline.focusReachMicrometers)
        }
    }

    mutating func apply(_ proposals: [Proposal]) {
        for proposal in proposals {
            guard case .focus(let offset) = proposal.change else { continue }
            inForce[Site(position: proposal.position, channel: proposal.channel)] = offset
        }
    }

    /// Takes in a watched frame; its sharpness says where the focus is.
    mutating func proposals(after observation: Observation) -> [Proposal] {
        let position = observation.position
        guard let sharpness = observation.features.sharpness, searches[position] != nil else {
            return []
        }
        let next = searches[position]?.next(
            after: observation.focusOffsetMicrometers ?? 0, sharpness: sharpness,
            at: observation.seconds)
        let best = searches[position]?.best
        let wanted = [(watch, next)] + spend.map { ($0, best) }
        return wanted.compactMap { channel, offset in
            let current = inForce[Site(position: position, channel: channel)] ?? 0
            // A tenth of a micrometre is sharp enough; the stage is not sent about for less.
            guard let offset = offset.map({ ($0 * 100).rounded() / 100 }),
                abs(offset - current) >= (channel == watch ? 0.005 : 0.1)
            else { return nil }
            return Proposal(
                position: position, channel: channel, change: .focus(offsetMicrometers: offset))
        }
    }
}
