/// Which policy, and with what settings.
package enum PolicySettings: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Sendable {
        case fixed
        case holdSNR = "hold-snr"
        case eventDriven = "event-driven"
        case bandit
        case learned
        case watch
    }

    case fixed
    case holdSNR(HoldSNRSettings)
    case eventDriven(EventDrivenSettings)
    case bandit(BanditSettings)
    case learned(LearnedSettings)
    case watch(WatchSettings)

    package var kind: Kind {
        switch self {
        case .fixed: .fixed
        case .holdSNR: .holdSNR
        case .eventDriven: .eventDriven
        case .bandit: .bandit
        case .learned: .learned
        case .watch: .watch
        }
    }

    /// Share of a network's answers that must pass for it to be used; `nil` where nobody asks.
    package var leastTrust: Double? {
        if case .watch(let settings) = self { return settings.trust }
        return nil
    }

    /// Share of cells harmed from which on the policy stays dark; `nil` where it does not look for harm.
    package var harmLimit: Double? {
        if case .watch(let settings) = self { return settings.harm }
        return nil
    }

    /// A policy that has seen nothing yet.
    package func makePolicy() -> any Policy {
        switch self {
        case .fixed: FixedPolicy()
        case .holdSNR(let settings): HoldSNRPolicy(settings)
        case .eventDriven(let settings): EventDrivenPolicy(settings)
        case .bandit(let settings): BanditPolicy(settings)
        case .learned(let settings): LearnedPolicy(settings)
        case .watch(let settings): WatchPolicy(settings)
        }
    }
}
