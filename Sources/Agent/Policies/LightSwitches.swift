import Acquisition

/// Which channels a run exposes at which position, as far as its envelope let a policy say.
struct LightSwitches: Sendable {
    private struct Switch: Hashable {
        let position: Int
        let channel: String
    }

    private var isTaking: [Switch: Bool] = [:]

    /// Whether `channel` is exposed at `position`; as planned until something else is let through.
    func isOn(_ channel: String, at position: Int) -> Bool {
        isTaking[Switch(position: position, channel: channel)] ?? true
    }

    /// What has to be proposed so that `channels` are exposed at `position`, or are not.
    func proposals(taking isOn: Bool, _ channels: [String], at position: Int) -> [Proposal] {
        channels.filter { self.isOn($0, at: position) != isOn }.map {
            Proposal(position: position, channel: $0, change: .take(isOn))
        }
    }

    mutating func apply(_ proposals: [Proposal]) {
        for proposal in proposals {
            guard case .take(let isOn) = proposal.change else { continue }
            isTaking[Switch(position: proposal.position, channel: proposal.channel)] = isOn
        }
    }
}
