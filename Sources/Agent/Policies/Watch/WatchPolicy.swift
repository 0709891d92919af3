package import Acquisition

/// Watches with harmless light, and spends fluorescence where it tells most per harm.
///
/// Round cells are followed in transmitted light, each with the probability that it divides. A view
/// in fluorescence is taken when waiting longer would leave more unknown of when a cell parts than
/// the asked precision allows; its exposure is the shortest that shows the dimmest of those cells
/// well enough. Reference exposures at random moments audit the networks; one that fails is not used
/// until it passes again. Where the network `damage` sees harm, light is cut, and at the limit
/// positions stay dark.
///
/// - Source: follows D. Mahecic et al. (Nature Methods 19 (2022) 1262–1267) in when to look and R. A.
///   Hoebe et al. (Nature Biotechnology 25 (2007) 249–253) in how brightly; the worth of a view in
///   bits, the beliefs and the audits are ours.
package struct WatchPolicy: Policy {
    package let name = PolicySettings.Kind.watch.rawValue
    let settings: WatchSettings
    private let worth: ViewWorth
    private(set) var spend: [String] = []
    private var interval: Double?
    private var fields: [Int: WatchedField] = [:]
    private var switches = LightSwitches()
    private var light: WatchLight?
    private var focus: WatchFocus?
    /// Of a stack; the plane that is watched, and the only one of views without an event.
    private var middlePlane = 0
    private var planeCount = 1
    private var planes: [Int: [Int]] = [:]
    private var lottery: AuditLottery
    private(set) var trust = NetworkTrust()
    private(set) var harm = HarmBelief()
    private var ramp: LightRamp?
    /// Seconds of each position's last watched frame.
    private var lastWatched: [Int: Double] = [:]
    /// Time points of each position since its last view.
    private var unseen: [Int: Int] = [:]
    private var memories: [WatchLight.Site: BrightnessMemory] = [:]
    /// Seconds until which a position where something brightened is seen at every time point.
    private var brightUntil: [Int: Double] = [:]

    package init(_ settings: WatchSettings) {
        self.settings = settings
        // Frames come a little early or late: a gap that just fits would as often be too long.
        worth = ViewWorth(longestGap: 1.5 * settings.timing)
        lottery = AuditLottery(share: 0, planned: 0, seed: settings.seed)
    }

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        spend = settings.events.spend ?? outline.channels.filter { !$0.isTransmitted }.map(\.name)
        interval = outline.intervalSeconds
        lottery = AuditLottery(
            share: settings.audit,
            planned: outline.timePointCount * outline.positionNames.count, seed: settings.seed)
        let light = WatchLight(settings, outline, spend: spend)
        self.light = light
        focus = WatchFocus(
            outline, watch: settings.events.watch, spend: spend, interval: settings.refocus)
        planeCount = outline.planeCount
        middlePlane = planeCount / 2
        var proposals: [Proposal] = []
        for position in outline.positionNames.indices {
            fields[position] = WatchedField(settings.events)
            // Regular views begin with the first time point.
            if settings.every == nil { proposals += takes(false, at: position) }
            proposals += light.proposals(at: position, harm: 1)
        }
        let names = spend.joined(separator: ", ")
        let often = settings.every.map { $0 == 1 ? "every time point" : "every \($0) time points" }
        return Verdict(
            often.map { "\(names) at \($0), and where \(settings.events.watch) shows an event" }
                ?? "\(names) off until \(settings.events.watch) shows an event",
            proposals: proposals)
    }

    package mutating func applied(_ proposals: [Proposal]) {
        switches.apply(proposals)
        light?.apply(proposals)
        focus?.apply(proposals)
        for proposal in proposals {
            guard case .planes(let kept) = proposal.change else { continue }
            planes[proposal.position] = kept
        }
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        guard (observation.plane ?? 0) == middlePlane else {
            return Verdict("of the stack, plane \(middlePlane) is looked at")
        }
        let networks = observation.features.networks ?? [:]
        trust.take(networks, agreement: settings.agreement)
        if let damage = networks["damage"] { look(at: damage, observation) }
        if observation.channel == settings.events.watch { return watch(observation) }
        guard spend.contains(observation.channel) else {
            return Verdict("\(observation.channel) is not watched")
        }
        return measure(observation)
    }

    private mutating func look(at damage: [String: Double], _ observation: Observation) {
        if ramp == nil { ramp = LightRamp(doubling: settings.harmShows) }
        let cells = damage["cells"] ?? 0
        // Without an earlier frame of most cells the network judges otherwise.
        let isCompared = (damage[CellReading.compared] ?? cells) >= cells / 2
        guard isUsed("damage"), let harmed = damage["harmed"], isCompared else {
            // Nobody looks for harm: light does not grow.
            ramp?.pass(to: observation.seconds, isHarmless: false)
            return
        }
        harm.update(
            harmed: harmed, cells: cells,
            isBefore: isGrounding(at: observation.seconds)
                || fields[observation.position]?.lastView == nil)
        ramp?.pass(
            to: observation.seconds, isHarmless: harm.factor(limit: settings.harm) <= 1)
    }

    /// Whether light waits until it is known what `damage` takes for harmed without any; a third of the
    /// time that harm takes to show at most.
    private func isGrounding(at seconds: Double) -> Bool {
        ramp != nil && !harm.isGrounded && seconds < settings.harmShows / 3
    }

    private func isUsed(_ network: String) -> Bool { trust.level(of: network) >= settings.trust }

    private func takes(
        _ isOn: Bool, at position: Int, standIns: [String: String] = [:]
    ) -> [Proposal] {
        switches.proposals(taking: isOn, spend, at: position, standIns: standIns)
    }

    /// The channels that `label` predicts from a watched frame, where it is trusted.
    private func standIns(_ observation: Observation) -> [String: String] {
        guard let label = observation.features.networks?["label"], isUsed("label") else {
            return [:]
        }
        let predicted = spend.filter { label[ImageReading.uncertainty(of: $0)] != nil }
        return Dictionary(uniqueKeysWithValues: predicted.map { ($0, "label") })
    }

    /// The whole stack for events, its middle plane for other views.
    private func stack(isWhole: Bool, at position: Int) -> [Proposal] {
        let wanted = isWhole || planeCount == 1 ? nil : [middlePlane]
        guard wanted != planes[position] else { return [] }
        return spend.map { Proposal(position: position, channel: $0, change: .planes(wanted)) }
    }

    // MARK: - When to look

    private mutating func watch(_ observation: Observation) -> Verdict {
        let (position, now) = (observation.position, observation.seconds)
        guard var field = fields[position] else { return Verdict("the run has no such position") }
        let notes = field.update(with: observation)
        // What is on now is taken at this time point.
        let isSeen = spend.contains { switches.isOn($0, at: position) }
        if isSeen { field.viewed(at: now) }
        unseen[position] = isSeen ? 0 : unseen[position, default: 0] + 1
        fields[position] = field
        let step = interval ?? now - (lastWatched[position] ?? now)
        lastWatched[position] = now
        let factor = harm.factor(limit: settings.harm)
        let isDark = harm.excess >= settings.harm
        // What would be unknown if the next view came one time point later than it can.
        let value = field.worth(at: now + 2 * step, worth)
        let isBright = now < brightUntil[position, default: -.infinity]
        let isDue =
            isBright || (settings.every.map { unseen[position, default: 0] + 1 >= $0 } ?? false)
        let cost = light?.cost(at: position) ?? 1
        // Of the next frame and of one that is still to come at this time point; the exposure may grow
        // by a step before.
        let coming = cost * settings.largestStep * (isSeen ? 2 : 1)
        let isBorne = (ramp?.bears(coming, at: position) ?? true) && !isGrounding(at: now)
        let isWanted = value >= 1.05 * factor || isDue
        let isView = isWanted && !isDark && isBorne
        let isAudit = lottery.draw(cost: cost) && !isView && !isDark && isBorne
        let proposals =
            takes(isView || isAudit, at: position, standIns: standIns(observation))
            + stack(isWhole: value >= 1.05 * factor, at: position)
            + (focus?.proposals(after: observation) ?? [])
            + (light?.proposals(at: position, harm: factor) ?? [])
            + WatchedExposure.proposals(after: observation)
        let aim =
            isDark ? Aim.dark : isView ? .view : isAudit ? .audit : isWanted ? .careful : .wait
        return Verdict(
            reason(aim, notes, field, at: now) + WatchedExposure.words(on: observation),
            proposals: proposals,
            features: features(field, value: value, at: now))
    }

    /// Looks for structures that have brightened since the position was last seen.
    ///
    /// - Returns: How many there are where the position is to be seen more often for them.
    private mutating func note(risesIn observation: Observation) -> Int {
        guard let rise = settings.rise, harm.excess < settings.harm else { return 0 }
        let site = WatchLight.Site(position: observation.position, channel: observation.channel)
        let count = memories[site, default: BrightnessMemory()]
            .brightened(in: observation, by: rise)
        if count > 0 {
            brightUntil[observation.position] = observation.seconds + settings.events.dwell
        }
        return count
    }

    /// How many times as bright as at rest what regular views look for will be: as the settings say,
    /// until rises were seen, then the middle of them and that. Of two the lower, so that one rise
    /// alone, which may be chance, changes nothing.
    private func expectedRise(of channel: String) -> Double {
        guard let rise = settings.rise else { return 1 }
        let amounts = memories.filter { $0.key.channel == channel }.flatMap(\.value.amounts)
        let known = (amounts + [rise]).sorted()
        return max(rise, known[(known.count - 1) / 2])
    }

    // MARK: - How brightly

    private mutating func measure(_ observation: Observation) -> Verdict {
        let position = observation.position
        ramp?.count(
            light?.share(of: observation) ?? 1,
            at: WatchLight.Site(position: position, channel: observation.channel))
        guard let field = fields[position] else { return Verdict("the run has no such position") }
        let isEvent = !field.events(at: observation.seconds).isEmpty
        let risen = note(risesIn: observation)
        guard isEvent || settings.every != nil else {
            return Verdict("reference frame: exposure left as it is\(distrust)")
        }
        let usesRestored = settings.signal == .restored && isUsed("restore")
        let restored =
            usesRestored
            ? HoldSNRPolicy.restoredLight(observation, target: settings.target)?.wanted : nil
        let peak =
            isEvent
            ? field.dimmestEvent(in: observation) : WatchedField.dimStructure(in: observation)
        let expected = isEvent ? 1 : expectedRise(of: observation.channel)
        light?.observe(
            observation, isEvent: isEvent, peak: peak.map { $0 * expected }, restored: restored)
        let proposals =
            (risen > 0 ? takes(true, at: position) : [])
            + (light?.proposals(at: position, harm: harm.factor(limit: settings.harm)) ?? [])
        let begin = risen > 0 ? "\(risen) brightened, seen at every time point now; " : ""
        let what = isEvent ? "dimmest dividing cell" : "dim structures"
        let said = peak.map { "\(what) \(brief($0)) electrons" } ?? "\(what) not seen"
        let next = proposals.compactMap { proposal -> String? in
            guard case .exposure(let seconds) = proposal.change else { return nil }
            return "exposure to \(brief(seconds * 1000)) ms"
        }
        return Verdict(
            "\(begin)\(said): \(next.isEmpty ? "exposure stays" : next.joined(separator: ", "))\(distrust)",
            proposals: proposals)
    }
}
