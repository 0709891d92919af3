/// One change that a policy asks for: what to do with a channel at a position from now on.
package struct Proposal: Sendable, Hashable, Codable {
    package enum Change: Sendable, Hashable, Codable {
        /// Whether the channel's planned exposures are taken or skipped.
        case take(Bool)
        /// The exposure instead of the planned one, in seconds.
        case exposure(seconds: Double)
        /// The power at the sample instead of the planned one.
        case power(milliwatts: Double)
        /// Of the planned time points only every so many are taken; 1 for all.
        case every(Int)
        /// Which planes of a stack are taken, by their index from 0; `nil` for all.
        case planes([Int]?)
        /// How far from its planned focus the channel is taken; without a planned focus, from where
        /// the focus stood when the run began.
        case focus(offsetMicrometers: Double)
        /// Planned exposures are skipped: what a network predicts stands in for them.
        case virtual(network: String)
        /// No more of the channel at the position; nothing undoes it.
        case stop

        /// Whether planned exposures are taken from then on; `nil` where the change leaves that alone.
        package var takes: Bool? {
            switch self {
            case .take(let isTaken): isTaken
            case .virtual, .stop: false
            case .exposure, .power, .every, .planes, .focus: nil
            }
        }
    }

    /// Index on the plan's position axis.
    package let position: Int
    package let channel: String
    package let change: Change

    package init(position: Int, channel: String, change: Change) {
        self.position = position
        self.channel = channel
        self.change = change
    }
}

/// What an agent made of one observation: recorded whole, applied where the envelope agreed.
package struct Decision: Sendable, Equatable {
    package let policy: String
    /// A shadow decides and is recorded; nothing acts on it.
    package let isShadow: Bool
    package let basedOnEvent: Int
    package let positionName: String
    /// Everything the policy saw, as JSON, so that the decision can be made again.
    package let inputs: String
    /// Why, in words for a person.
    package let reason: String
    package let requested: [Proposal]
    package let applied: [Proposal]
    /// A sentence for each proposal that the envelope refused.
    package let refusals: [String]
    /// Numbers read off the frame, for the journal and the report.
    package let features: [String: Double]

    package init(
        policy: String, isShadow: Bool, basedOnEvent: Int, positionName: String, inputs: String,
        reason: String, requested: [Proposal], applied: [Proposal], refusals: [String],
        features: [String: Double]
    ) {
        self.policy = policy
        self.isShadow = isShadow
        self.basedOnEvent = basedOnEvent
        self.positionName = positionName
        self.inputs = inputs
        self.reason = reason
        self.requested = requested
        self.applied = applied
        self.refusals = refusals
        self.features = features
    }
}
