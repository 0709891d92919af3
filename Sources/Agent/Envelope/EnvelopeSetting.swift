import Acquisition

/// One thing that can be set: of a channel at a position.
struct EnvelopeSetting: Sendable, Hashable {
    enum Kind: Sendable, Hashable, CaseIterable {
        case take, stop, exposure, power, every, planes, focus
    }

    let position: Int
    let channel: String
    let kind: Kind

    private init(position: Int, channel: String, kind: Kind) {
        self.position = position
        self.channel = channel
        self.kind = kind
    }

    /// What `proposal` would set.
    init(_ proposal: Proposal) {
        let kind: Kind =
            switch proposal.change {
            case .take, .virtual: .take
            case .stop: .stop
            case .exposure: .exposure
            case .power: .power
            case .every: .every
            case .planes: .planes
            case .focus: .focus
            }
        self.init(position: proposal.position, channel: proposal.channel, kind: kind)
    }

    /// The end of the same channel at the same position.
    var stopping: EnvelopeSetting {
        EnvelopeSetting(position: position, channel: channel, kind: .stop)
    }
}
