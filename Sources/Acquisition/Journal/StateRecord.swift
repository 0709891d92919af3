/// A change of the run's state.
package struct StateRecord: JournalRecord {
    package enum State: String, Codable, Sendable, CaseIterable {
        case preparing, running, paused, finishing, completed, cancelled, failed
    }

    /// Seconds of run time.
    package var at: Double
    package var state: State
    package var reason: String

    package init(
        at: Double, state: State, reason: String
    ) {
        self.at = at
        self.state = state
        self.reason = reason
    }
}
