package import Acquisition
import Glibc

/// Decides when to look, and how brightly, by a small network that was trained in the simulator.
///
/// It follows round cells and keeps beliefs as ``WatchPolicy`` does, but what these are worth was
/// learned: by the cross-entropy method, over simulated specimens drawn anew, with the envelope in
/// the loop. That method needs no gradients through a microscope, and few weights are enough.
///
/// - Source: R. Y. Rubinstein, "The cross-entropy method for combinatorial and continuous
///   optimization", Methodology and Computing in Applied Probability 1 (1999) 127–190.
package struct LearnedPolicy: Policy {
    package let name = PolicySettings.Kind.learned.rawValue
    private let settings: LearnedSettings
    private let worth = ViewWorth(longestGap: 180)
    private var spend: [String] = []
    private var interval: Double?
    private var fields: [Int: WatchedField] = [:]
    private var switches = LightSwitches()
    private var light: WatchLight?

    package init(_ settings: LearnedSettings) { self.settings = settings }

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        spend =
            settings.events.spend
            ?? outline.channels.filter { !$0.isTransmitted }.map(\.name)
        interval = outline.intervalSeconds
        let watch = WatchSettings(target: settings.target, startLight: settings.startLight)
        let light = WatchLight(watch, outline, spend: spend)
        self.light = light
        var proposals: [Proposal] = []
        for position in outline.positionNames.indices {
            fields[position] = WatchedField(settings.events)
            proposals += takes(false, at: position) + light.proposals(at: position, harm: 1)
        }
        return Verdict(
            "\(spend.joined(separator: ", ")) off until the network asks for a view",
            proposals: proposals)
    }

    package mutating func applied(_ proposals: [Proposal]) {
        switches.apply(proposals)
        light?.apply(proposals)
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        if observation.channel == settings.events.watch { return watch(observation) }
        guard spend.contains(observation.channel), let field = fields[observation.position] else {
            return Verdict("\(observation.channel) is not watched")
        }
        guard !field.events(at: observation.seconds).isEmpty else {
            return Verdict("no event: exposure left as it is")
        }
        light?.observe(
            observation, isEvent: true, peak: field.dimmestEvent(in: observation), restored: nil)
        return Verdict("brightness of the dividing cells taken into account")
    }

    private func takes(_ isOn: Bool, at position: Int) -> [Proposal] {
        switches.proposals(taking: isOn, spend, at: position)
    }

    private mutating func watch(_ observation: Observation) -> Verdict {
        let (position, now) = (observation.position, observation.seconds)
        guard var field = fields[position] else { return Verdict("the run has no such position") }
        let notes = field.update(with: observation)
        if spend.contains(where: { switches.isOn($0, at: position) }) { field.viewed(at: now) }
        fields[position] = field
        let events = field.events(at: now)
        let likeliest = events.map(\.probability).max() ?? 0
        let hasSplit = events.contains { event in
            if case .split = event.track.stage { return true }
            return false
        }
        let next = now + 2 * (interval ?? 0)
        let inputs = [
            likeliest, Double(events.count), min((now - (field.lastView ?? 0)) / 600, 3),
            field.worth(at: next, worth), observation.features.activity ?? 0, hasSplit ? 1 : 0,
            log2(max(light?.cost(at: position) ?? 1, 0.001)) / 5,
        ]
        let answers = settings.network(inputs)
        let isView = answers[0] > 0
        // Between a quarter and four times what is needed.
        let brightness = pow(4, tanh(answers[1]))
        let proposals =
            takes(isView, at: position)
            + (light?.proposals(at: position, harm: 1 / brightness) ?? [])
            + WatchedExposure.proposals(after: observation)
        let names = spend.joined(separator: ", ")
        let begin = notes.isEmpty ? "" : notes.joined(separator: "; ") + "; "
        return Verdict(
            "\(begin)network says \(brief(answers[0])), \(brief(brightness)) times the light needed: "
                + "\(names) \(isView ? "on" : "off")" + WatchedExposure.words(on: observation),
            proposals: proposals,
            features: ["view": answers[0], "brightness": brightness])
    }
}
