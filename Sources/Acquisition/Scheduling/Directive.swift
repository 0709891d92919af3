/// What holds for one channel at one position.
package struct Directive: Sendable, Equatable {
    /// Whether planned exposures are taken.
    package var isTaken = true
    /// The network whose prediction stands in for exposures that are not taken.
    package var standIn: String?
    /// Nothing more is taken, whatever else is said.
    package var isStopped = false
    /// Instead of the planned exposure.
    package var exposureSeconds: Double?
    /// Instead of the planned power.
    package var powerMilliwatts: Double?
    /// From one time point that is taken to the next.
    package var every = 1
    /// Planes of a stack that are taken, by their index; `nil` for all.
    package var planes: [Int]?
    /// From the planned focus, or from where the focus stood when the run began.
    package var focusOffsetMicrometers = 0.0

    package init() {}

    mutating func apply(_ change: Proposal.Change) {
        switch change {
        case .take(let isTaken):
            self.isTaken = isTaken
            standIn = nil
        case .virtual(let network):
            isTaken = false
            standIn = network
        case .stop: isStopped = true
        case .exposure(let seconds): exposureSeconds = seconds
        case .power(let milliwatts): powerMilliwatts = milliwatts
        case .every(let count): every = count
        case .planes(let planes): self.planes = planes
        case .focus(let offset): focusOffsetMicrometers = offset
        }
    }

    /// Why the exposure of a time point and plane is not taken; `nil` where it is.
    package func omission(t: Int, z: Int) -> String? {
        if isStopped { return "the policy has stopped this channel here" }
        if let standIn { return "what \(standIn) predicts stands in for it" }
        guard isTaken else { return "the policy spends no light here now" }
        if every > 1, t % every != 0 { return "the policy takes every \(every) time points" }
        if let planes, !planes.contains(z) { return "the policy leaves this plane out" }
        return nil
    }
}
