package import Acquisition

/// Lets pass what is allowed and refuses the rest with a reason. It never makes a value fit.
///
/// A pure value: the same proposals in the same order are judged the same.
package struct Envelope: Sendable {
    /// What a policy asked for, parted.
    package struct Judgement: Sendable, Equatable {
        package var applied: [Proposal] = []
        /// A sentence for each refused proposal, and one for all beyond the most that are read.
        package var refusals: [String] = []
    }

    let settings: EnvelopeSettings
    let positionNames: [String]
    let channels: [String: RunOutline.Channel]
    let timePointCount: Int
    let planeCount: Int
    private let mostProposals: Int
    /// What was let through, where it is not as planned.
    private(set) var inForce: [EnvelopeSetting: Proposal.Change] = [:]
    private var lastChange: [EnvelopeSetting: Double] = [:]
    private(set) var doses: DoseWatch
    private var switches = LightSwitches()
    /// Channels that this envelope itself switched off, by position.
    private var withheld: [Int: [String]] = [:]

    package init(_ settings: EnvelopeSettings, outline: RunOutline) {
        self.settings = settings
        doses = DoseWatch(settings)
        positionNames = outline.positionNames
        let named = outline.channels.map { ($0.name, $0) }
        channels = Dictionary(named, uniquingKeysWith: { first, _ in first })
        timePointCount = outline.timePointCount
        planeCount = outline.planeCount
        // Each setting can be changed once in a decision; more cannot make sense.
        mostProposals = max(
            1, positionNames.count * channels.count * EnvelopeSetting.Kind.allCases.count)
    }

    /// Takes note of the light that a position has had.
    package mutating func note(_ standing: RunStanding, at position: Int, seconds: Double) {
        doses.note(standing, at: position, seconds: seconds)
    }

    /// Switches a position's channels off where it has had its light, and on again where more is
    /// allowed and nobody else switched them off.
    package mutating func enforce(at position: Int) -> Judgement {
        guard positionNames.indices.contains(position) else { return Judgement() }
        var judgement = Judgement()
        if let reason = doses.refusal(at: position) {
            let names = channels.values.filter { regionRefusal(position, $0) == nil }.map(\.name)
            for name in names.sorted() where switches.isOn(name, at: position) {
                let off = Proposal(position: position, channel: name, change: .take(false))
                judgement.applied.append(off)
                judgement.refusals.append("\(describe(off)): \(reason)")
                withheld[position, default: []].append(name)
            }
        } else {
            judgement.applied = (withheld.removeValue(forKey: position) ?? []).map {
                Proposal(position: position, channel: $0, change: .take(true))
            }
        }
        switches.apply(judgement.applied)
        return judgement
    }

    /// Judges `proposals` in their order at `seconds` of the run.
    ///
    /// - Parameters:
    ///   - age: Seconds since their frame came.
    ///   - networks: Those that have answered for that frame.
    package mutating func judge(
        _ proposals: [Proposal], at seconds: Double, age: Double? = nil,
        networks: Set<String> = []
    ) -> Judgement {
        var judgement = Judgement()
        var changed: Set<EnvelopeSetting> = []
        let moment = Moment(seconds: seconds, age: age, networks: networks)
        for proposal in proposals.prefix(mostProposals) {
            let setting = EnvelopeSetting(proposal)
            let refusal =
                changed.contains(setting)
                ? "the same setting was already changed by this decision"
                : refusal(of: proposal, setting, at: moment)
            if let refusal {
                judgement.refusals.append("\(describe(proposal)): \(refusal)")
                continue
            }
            changed.insert(setting)
            accept(proposal, setting, at: seconds)
            judgement.applied.append(proposal)
        }
        if proposals.count > mostProposals {
            let rest = proposals.count - mostProposals
            judgement.refusals.append(
                "\(rest) further proposals: not read, one decision may hold \(mostProposals)")
        }
        return judgement
    }

    /// When a decision is judged, and by what it was made.
    struct Moment {
        let seconds: Double
        let age: Double?
        let networks: Set<String>
    }

    private mutating func accept(
        _ proposal: Proposal, _ setting: EnvelopeSetting, at seconds: Double
    ) {
        if proposal.change.takes != nil {
            switches.apply([proposal])
            withheld[setting.position]?.removeAll { $0 == setting.channel }
        }
        inForce[setting] = proposal.change
        lastChange[setting] = seconds
    }

    private func refusal(
        of proposal: Proposal, _ setting: EnvelopeSetting, at moment: Moment
    ) -> String? {
        guard positionNames.indices.contains(proposal.position) else {
            return "the run has no such position"
        }
        guard let channel = channels[proposal.channel] else { return "the run has no such channel" }
        if inForce[setting.stopping] == .stop { return "the channel was stopped here for good" }
        // Where the focus is, no light is given.
        if case .focus(let offset) = proposal.change {
            return focusRefusal(proposal.position, channel, offset)
                ?? rateRefusal(setting, at: moment.seconds)
        }
        if let refusal = regionRefusal(proposal.position, channel),
            !isShorterLook(proposal, channel)
        {
            return refusal
        }
        if let refusal = valueRefusal(proposal.change, setting, channel) { return refusal }
        if case .virtual(let network) = proposal.change, !moment.networks.contains(network) {
            return "\(network.prefix(40)) has predicted nothing of this frame"
        }
        // Less light is always allowed, at once.
        if proposal.change.takes == false { return nil }
        if let refusal = rateRefusal(setting, at: moment.seconds) { return refusal }
        guard isMoreLight(proposal.change, setting, channel) else { return nil }
        return lateRefusal(moment.age) ?? doses.refusal(at: proposal.position)
    }

    private func rateRefusal(_ setting: EnvelopeSetting, at seconds: Double) -> String? {
        guard let last = lastChange[setting], settings.minSecondsBetweenChanges > 0 else {
            return nil
        }
        guard seconds - last >= settings.minSecondsBetweenChanges else {
            let gap = spoken(seconds: settings.minSecondsBetweenChanges)
            return "changed less than \(gap) ago"
        }
        return nil
    }

    private func lateRefusal(_ age: Double?) -> String? {
        guard let deadline = settings.deadlineSeconds, let age, age > deadline else { return nil }
        return "decided \(brief(age)) s after the frame, allowed are \(brief(deadline)) s"
    }

    private func describe(_ proposal: Proposal) -> String {
        let position =
            positionNames.indices.contains(proposal.position)
            ? positionNames[proposal.position] : "position \(proposal.position)"
        return "\(position), \(proposal.words(number: brief))"
    }
}
