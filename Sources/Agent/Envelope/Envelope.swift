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

    /// One thing that can be set.
    private struct Setting: Hashable {
        enum Kind: Hashable { case take, exposure, power }
        let position: Int
        let channel: String
        let kind: Kind

        init(_ proposal: Proposal) {
            position = proposal.position
            channel = proposal.channel
            kind =
                switch proposal.change {
                case .take: .take
                case .exposure: .exposure
                case .power: .power
                }
        }
    }

    private let settings: EnvelopeSettings
    private let positionNames: [String]
    private let channels: [String: RunOutline.Channel]
    private let mostProposals: Int
    /// Exposure in seconds or power in milliwatts in force where it is not the planned one.
    private var inForce: [Setting: Double] = [:]
    private var lastChange: [Setting: Double] = [:]
    private var doses: DoseWatch
    private var switches = LightSwitches()
    /// Channels that this envelope itself switched off, by position.
    private var withheld: [Int: [String]] = [:]

    package init(_ settings: EnvelopeSettings, outline: RunOutline) {
        self.settings = settings
        doses = DoseWatch(settings)
        positionNames = outline.positionNames
        let named = outline.channels.map { ($0.name, $0) }
        channels = Dictionary(named, uniquingKeysWith: { first, _ in first })
        // Each setting can be changed once in a decision; more cannot make sense.
        mostProposals = max(1, positionNames.count * channels.count * 3)
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
    /// - Parameter age: Seconds since their frame came.
    package mutating func judge(
        _ proposals: [Proposal], at seconds: Double, age: Double? = nil
    ) -> Judgement {
        var judgement = Judgement()
        var changed: Set<Setting> = []
        for proposal in proposals.prefix(mostProposals) {
            let setting = Setting(proposal)
            let refusal =
                changed.contains(setting)
                ? "the same setting was already changed by this decision"
                : refusal(of: proposal, setting, at: seconds, age: age)
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

    private mutating func accept(_ proposal: Proposal, _ setting: Setting, at seconds: Double) {
        switch proposal.change {
        case .take:
            switches.apply([proposal])
            withheld[setting.position]?.removeAll { $0 == setting.channel }
        case .exposure(let value), .power(let value): inForce[setting] = value
        }
        lastChange[setting] = seconds
    }

    private func refusal(
        of proposal: Proposal, _ setting: Setting, at seconds: Double, age: Double?
    ) -> String? {
        guard positionNames.indices.contains(proposal.position) else {
            return "the run has no such position"
        }
        guard let channel = channels[proposal.channel] else { return "the run has no such channel" }
        if let refusal = regionRefusal(proposal.position, channel) { return refusal }
        // Less light is always allowed, at once.
        if case .take(false) = proposal.change { return nil }
        if let refusal = valueRefusal(proposal.change, setting, channel) { return refusal }
        if let refusal = rateRefusal(setting, at: seconds) { return refusal }
        guard isBrighter(proposal.change, setting, channel) else { return nil }
        return lateRefusal(age) ?? doses.refusal(at: proposal.position)
    }

    private func regionRefusal(
        _ position: Int, _ channel: RunOutline.Channel
    ) -> String? {
        if let allowed = settings.channels {
            guard allowed.contains(channel.name) else {
                return "the agent may not change this channel"
            }
        } else if channel.isTransmitted {
            return "the agent may not change the transmitted light"
        }
        if let allowed = settings.positions,
            !allowed.contains(positionNames[position])
        {
            return "the agent may not change this position"
        }
        return nil
    }

    private func valueRefusal(
        _ change: Proposal.Change, _ setting: Setting, _ channel: RunOutline.Channel
    ) -> String? {
        switch change {
        case .take: nil
        case .exposure(let value):
            limitRefusal(
                value, channel.exposureLimits, settings.minExposureSeconds,
                settings.maxExposureSeconds, scale: 1000, unit: "ms")
                ?? stepRefusal(value, from: inForce[setting] ?? channel.exposureSeconds)
        case .power(let value):
            limitRefusal(
                value, channel.powerLimits, settings.minPowerMilliwatts,
                settings.maxPowerMilliwatts, scale: 1, unit: "mW")
                ?? stepRefusal(value, from: inForce[setting] ?? channel.powerMilliwatts)
        }
    }

    private func limitRefusal(
        _ value: Double, _ device: ClosedRange<Double>, _ least: Double?, _ most: Double?,
        scale: Double, unit: String
    ) -> String? {
        let lower = max(device.lowerBound, least ?? device.lowerBound)
        let upper = min(device.upperBound, most ?? device.upperBound)
        // Not a number compares false, and so is refused here too.
        guard value >= lower, value <= upper, value > 0 else {
            return "allowed is \(brief(lower * scale)) to \(brief(upper * scale)) \(unit)"
        }
        return nil
    }

    private func stepRefusal(_ value: Double, from current: Double) -> String? {
        // A planned value of zero has no factor; then the limits alone hold.
        guard current > 0 else { return nil }
        let factor = max(value / current, current / value)
        // A thousandth of room, so that rounding never refuses the largest step itself.
        guard factor <= settings.maxStep * 1.001 else {
            return "a change by more than a factor of \(brief(settings.maxStep)) at once"
        }
        return nil
    }

    private func rateRefusal(_ setting: Setting, at seconds: Double) -> String? {
        guard let last = lastChange[setting], settings.minSecondsBetweenChanges > 0 else {
            return nil
        }
        guard seconds - last >= settings.minSecondsBetweenChanges else {
            let gap = spoken(seconds: settings.minSecondsBetweenChanges)
            return "changed less than \(gap) ago"
        }
        return nil
    }

    private func isBrighter(
        _ change: Proposal.Change, _ setting: Setting, _ channel: RunOutline.Channel
    ) -> Bool {
        switch change {
        case .take: true
        case .exposure(let value): value > inForce[setting] ?? channel.exposureSeconds
        case .power(let value): value > inForce[setting] ?? channel.powerMilliwatts
        }
    }

    private func lateRefusal(_ age: Double?) -> String? {
        guard let deadline = settings.deadlineSeconds, let age, age > deadline else { return nil }
        return "decided \(brief(age)) s after the frame, allowed are \(brief(deadline)) s"
    }

    private func describe(_ proposal: Proposal) -> String {
        let position =
            positionNames.indices.contains(proposal.position)
            ? positionNames[proposal.position] : "position \(proposal.position)"
        // A name from a wayward policy could be of any length.
        let channel = proposal.channel.prefix(40)
        switch proposal.change {
        case .take(let isOn): return "\(position), \(channel) \(isOn ? "on" : "off")"
        case .exposure(let seconds):
            return "\(position), \(channel) exposure \(brief(seconds * 1000)) ms"
        case .power(let milliwatts):
            return "\(position), \(channel) power \(brief(milliwatts)) mW"
        }
    }
}
