package import Acquisition
import Models

/// Learns during the run which exposure, power and interval give good frames for the least harm.
///
/// Two sets of beliefs, one for while round cells divide and one for while nothing happens. A choice
/// is kept for some time points; then what came of it in quality, in what was seen, and in light and
/// bleaching is learned, and the next one is drawn. All positions teach the same beliefs.
///
/// - Source: after A. Durand et al., "A machine learning approach for online automated optimization of
///   super-resolution optical microscopy", Nature Communications 9 (2018) 5247: kernel Thompson
///   sampling with several objectives. There a person picks a point on the front; here it is the one
///   of least harm among those that are good enough. That events have beliefs of their own is ours.
package struct BanditPolicy: Policy {
    package let name = PolicySettings.Kind.bandit.rawValue
    private let settings: BanditSettings
    private var random: SplitMix64
    private var spend: [RunOutline.Channel] = []
    private var watches: [Int: PositionWatch] = [:]
    private var pulls: [Int: BanditPull] = [:]
    private var switches = LightSwitches()
    private var levels = LightLevels()
    private var quiet: LightArms
    private var busy: LightArms

    package init(_ settings: BanditSettings) {
        self.settings = settings
        random = SplitMix64(seed: settings.seed)
        quiet = LightArms(settings, asksInformation: false)
        busy = LightArms(settings, asksInformation: true)
    }

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        let names = settings.events.spend
        spend = outline.channels.filter {
            !$0.isTransmitted && (names?.contains($0.name) ?? true)
        }
        levels.begin(spend)
        for position in outline.positionNames.indices {
            watches[position] = PositionWatch(settings.events)
            pulls[position] = draw(isEvent: false)
        }
        let count = quiet.arms.count
        return Verdict(
            "choosing among \(count) ways to light \(spend.map(\.name).joined(separator: ", "))",
            proposals: outline.positionNames.indices.flatMap { proposals(at: $0) })
    }

    package mutating func applied(_ proposals: [Proposal]) {
        switches.apply(proposals)
        levels.apply(proposals)
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        if observation.channel == settings.events.watch { return watch(observation) }
        guard let channel = spend.first(where: { $0.name == observation.channel }) else {
            return Verdict("\(observation.channel) is not steered")
        }
        measure(observation, channel)
        return Verdict("taken into account")
    }

    private mutating func draw(isEvent: Bool) -> BanditPull {
        BanditPull(arm: (isEvent ? busy : quiet).choose(&random), isEvent: isEvent)
    }

    private mutating func watch(_ observation: Observation) -> Verdict {
        let position = observation.position
        guard var watch = watches[position], var pull = pulls[position] else {
            return Verdict("the run has no such position")
        }
        let notes = watch.update(
            with: observation.features.candidates, at: observation.seconds,
            pixelMicrometers: observation.pixelMicrometers)
        watches[position] = watch
        pull.passed()
        let isEvent = watch.isSpending
        let length = isEvent ? max(1, settings.pull / 4) : settings.pull
        var said = "as before"
        if pull.isEvent != isEvent || pull.timePoints >= length {
            learn(pull)
            pull = draw(isEvent: isEvent)
            said = "next try"
        }
        pulls[position] = pull
        let arm = (isEvent ? busy : quiet).arms[pull.arm]
        let begin = notes.isEmpty ? "" : notes.joined(separator: "; ") + "; "
        return Verdict(
            "\(begin)\(isEvent ? "event" : "no event"), \(said): \(brief(arm.exposure * 100)) % of "
                + "the exposure, \(brief(arm.power * 100)) % of the power, every "
                + "\(arm.interval == 1 ? "time point" : "\(arm.interval) time points")"
                + WatchedExposure.words(on: observation),
            proposals: proposals(at: position) + WatchedExposure.proposals(after: observation),
            features: [
                "exposure_share": arm.exposure, "power_share": arm.power,
                "interval": Double(arm.interval), "events": Double(watch.spendingCount),
            ])
    }

    private mutating func learn(_ pull: BanditPull) {
        guard pull.timePoints > 0 else { return }
        if pull.isEvent {
            busy.learn(
                pull.arm, quality: pull.quality, information: pull.information, harm: pull.harm)
        } else {
            quiet.learn(pull.arm, quality: pull.quality, information: nil, harm: pull.harm)
        }
    }

    private mutating func measure(_ observation: Observation, _ channel: RunOutline.Channel) {
        let light = observation.exposureSeconds * observation.powerMilliwatts
        let planned = channel.exposureSeconds * channel.powerMilliwatts
        guard let signal = observation.features.signal, signal.isUsable, light > 0, planned > 0
        else { return }
        pulls[observation.position]?.saw(
            snr: signal.peakSNR / settings.target, rate: signal.peakElectrons / light,
            light: light / planned)
    }

    /// What has to change for the position's choice to hold at the next time point.
    private func proposals(at position: Int) -> [Proposal] {
        guard let pull = pulls[position] else { return [] }
        let arm = (pull.isEvent ? busy : quiet).arms[pull.arm]
        // The last time point of each interval, so that a long one is not looked at first of all.
        let isOn = (pull.timePoints + 1).isMultiple(of: arm.interval)
        return spend.flatMap { channel -> [Proposal] in
            var proposals = levels.steps(channel, at: position, arm)
            if switches.isOn(channel.name, at: position) != isOn {
                proposals.append(
                    Proposal(position: position, channel: channel.name, change: .take(isOn)))
            }
            return proposals
        }
    }
}
