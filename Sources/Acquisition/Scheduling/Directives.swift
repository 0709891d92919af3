/// All directives in force, each from the event at which it begins to hold.
///
/// Decisions come in the order of their making, so only the newest per place and channel is kept,
/// with what held before it for the events that were committed already.
package struct Directives: Sendable {
    private struct Place: Hashable {
        let position: Int
        let channel: String
    }

    private struct Entry {
        var before: Directive
        var from: Int
        var directive: Directive
    }

    private var entries: [Place: Entry] = [:]

    package init() {}

    /// Makes `proposal` hold from event `index` on.
    package mutating func apply(_ proposal: Proposal, from index: Int) {
        let place = Place(position: proposal.position, channel: proposal.channel)
        var entry = entries[place] ?? Entry(before: Directive(), from: 0, directive: Directive())
        if index > entry.from {
            entry.before = entry.directive
            entry.from = index
        }
        entry.directive.apply(proposal.change)
        entries[place] = entry
    }

    /// What holds for an event of `channel` at `position`.
    package func directive(position: Int, channel: String, at eventIndex: Int) -> Directive {
        guard let entry = entries[Place(position: position, channel: channel)] else {
            return Directive()
        }
        return eventIndex >= entry.from ? entry.directive : entry.before
    }
}
