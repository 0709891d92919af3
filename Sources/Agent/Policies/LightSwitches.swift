import Acquisition

/// Which channels a run exposes at which position, as far as its envelope let a policy say.
struct LightSwitches: Sendable {
    private struct Switch: Hashable {
        let position: Int
        let channel: String
    }

    /// What was let through of whether to expose; as planned where nothing was.
    private var inForce: [Switch: Proposal.Change] = [:]

    /// Whether `channel` is exposed at `position`; as planned until something else is let through.
    func isOn(_ channel: String, at position: Int) -> Bool {
        inForce[Switch(position: position, channel: channel)]?.takes ?? true
    }

    /// What has to be proposed so that `channels` are exposed at `position`, or are not.
    ///
    /// - Parameter standIns: By channel, the network whose prediction is to stand in for exposures
    ///   that are not taken.
    func proposals(
        taking isOn: Bool, _ channels: [String], at position: Int, standIns: [String: String] = [:]
    ) -> [Proposal] {
        channels.compactMap { channel in
            let wanted: Proposal.Change =
                isOn ? .take(true) : standIns[channel].map { .virtual(network: $0) } ?? .take(false)
            let current = inForce[Switch(position: position, channel: channel)] ?? .take(true)
            guard current != wanted, current != .stop else { return nil }
            return Proposal(position: position, channel: channel, change: wanted)
        }
    }

    mutating func apply(_ proposals: [Proposal]) {
        for proposal in proposals where proposal.change.takes != nil {
            let place = Switch(position: proposal.position, channel: proposal.channel)
            if inForce[place] != .stop { inForce[place] = proposal.change }
        }
    }
}
