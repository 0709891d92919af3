package import Acquisition

/// Watches with harmless light and spends fluorescence only while a cell divides.
///
/// Every frame of the watched channel is searched for rounded cells. A cell whose score reaches
/// the start score switches the position's fluorescence on; it stays on until the cell was seen to
/// split and the tail has passed, until the cell is no longer round, or until it has been round
/// for so long that it cannot be dividing. Afterwards the neighbourhood rests.
///
/// - Source: D. Mahecic et al., "Event-driven acquisition for content-enriched microscopy", Nature
///   Methods 19 (2022) 1262–1267: two thresholds, a least number of frames in the fast mode,
///   frames in the slow mode for reference. Following single cells, the rest after an event and
///   giving up are ours: with one score per frame a dead cell would keep the light on for good.
package struct EventDrivenPolicy: Policy {
    package let name = PolicySettings.Kind.eventDriven.rawValue
    private let settings: EventDrivenSettings
    private var spend: [String] = []
    private var watches: [Int: PositionWatch] = [:]
    /// Instead of ``watches`` where a network gives the score.
    private var levels: [Int: LevelWatch] = [:]
    private var switches = LightSwitches()

    package init(_ settings: EventDrivenSettings) { self.settings = settings }

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        let fluorescence = outline.channels.filter { !$0.isTransmitted }.map(\.name)
        spend = settings.spend ?? fluorescence
        var proposals: [Proposal] = []
        for position in outline.positionNames.indices {
            watches[position] = PositionWatch(settings)
            levels[position] = LevelWatch(settings)
            for channel in spend {
                proposals.append(
                    Proposal(position: position, channel: channel, change: .take(false)))
            }
        }
        let names = spend.joined(separator: ", ")
        return Verdict("\(names) off until \(settings.watch) shows an event", proposals: proposals)
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        let position = observation.position
        if let score = settings.score { return observe(observation, by: score) }
        guard observation.channel == settings.watch, var watch = watches[position] else {
            return Verdict("\(observation.channel) is not watched")
        }
        let notes = watch.update(
            with: observation.features.candidates, at: observation.seconds,
            pixelMicrometers: observation.pixelMicrometers)
        watches[position] = watch
        let isReference = isReferencePoint(after: observation.timeIndex)
        let proposals =
            proposals(
                for: position, taking: watch.isSpending || isReference, inEvent: watch.isSpending)
            + WatchedExposure.proposals(after: observation)
        let reason =
            reason(notes, watch, observation, isReference: isReference)
            + WatchedExposure.words(on: observation)
        let features = [
            "tracks": Double(watch.tracks.count), "events": Double(watch.spendingCount),
        ]
        return Verdict(reason, proposals: proposals, features: features)
    }

    /// One number of a network decides for the whole position.
    private mutating func observe(_ observation: Observation, by score: NetworkScore) -> Verdict {
        let position = observation.position
        guard observation.channel == settings.watch, var level = levels[position] else {
            return Verdict("\(observation.channel) is not watched")
        }
        let value = score.value(in: observation.features)
        let note = level.update(with: value, at: observation.seconds)
        levels[position] = level
        let isReference = isReferencePoint(after: observation.timeIndex)
        let proposals =
            proposals(
                for: position, taking: level.isSpending || isReference, inEvent: level.isSpending)
            + WatchedExposure.proposals(after: observation)
        let names = spend.joined(separator: ", ")
        let said = note ?? value.map(brief) ?? "was not measured"
        return Verdict(
            "\(score.name) \(said): \(names) \(level.isSpending || isReference ? "on" : "off")"
                + WatchedExposure.words(on: observation),
            proposals: proposals, features: ["events": level.isSpending ? 1 : 0])
    }

    package mutating func applied(_ proposals: [Proposal]) {
        switches.apply(proposals)
    }

    /// Whether the next time point is one of those exposed without an event.
    private func isReferencePoint(after timeIndex: Int) -> Bool {
        guard let every = settings.referenceEvery, every > 0 else { return false }
        return (timeIndex + 1).isMultiple(of: every)
    }

    /// Asks for what differs from what is; what was refused is so asked for again.
    private func proposals(for position: Int, taking: Bool, inEvent: Bool) -> [Proposal] {
        var proposals: [Proposal] = []
        for channel in spend where switches.isOn(channel, at: position) != taking {
            if inEvent, let exposure = settings.eventExposure {
                let change = Proposal.Change.exposure(seconds: exposure)
                proposals.append(Proposal(position: position, channel: channel, change: change))
            }
            proposals.append(
                Proposal(position: position, channel: channel, change: .take(taking)))
        }
        return proposals
    }

    private func reason(
        _ notes: [String], _ watch: PositionWatch, _ observation: Observation, isReference: Bool
    ) -> String {
        let names = spend.joined(separator: ", ")
        let state = watch.isSpending ? "\(names) on" : "\(names) off"
        if !notes.isEmpty { return "\(notes.joined(separator: "; ")): \(state)" }
        if watch.isSpending {
            let cells = watch.spendingCount == 1 ? "cell" : "cells"
            return "\(watch.spendingCount) \(cells) dividing: \(state)"
        }
        if isReference { return "reference frame next: \(names) on" }
        let activity = brief(observation.features.activity ?? 0)
        return "no event, score \(activity) for a start at \(brief(settings.startScore)): \(state)"
    }
}
