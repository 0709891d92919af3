/// An event that was not carried out, and why.
package struct SkipRecord: JournalRecord {
    package enum Origin: String, Codable, Sendable, CaseIterable {
        case policy, budget, limits
    }

    package var eventIndex: Int
    /// Seconds of run time.
    package var at: Double
    /// Who decided.
    package var by: Origin
    package var reason: String

    package init(
        eventIndex: Int, at: Double, by: Origin, reason: String
    ) {
        self.eventIndex = eventIndex
        self.at = at
        self.by = by
        self.reason = reason
    }
}
