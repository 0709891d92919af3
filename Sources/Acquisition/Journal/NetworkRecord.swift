/// What became of one look of a network at one frame.
package struct NetworkRecord: JournalRecord {
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        case result, skipped, failed
    }

    package var eventIndex: Int
    /// Seconds of run time.
    package var at: Double
    package var position: String
    package var channel: String
    /// As in the experiment.
    package var network: String
    /// The first twelve digits of the SHA-256 of its weights.
    package var hash: String
    package var outcome: Outcome
    /// From the network's start to its result; of a result only.
    package var latencySeconds: Double?
    /// Frames that this network had to skip so far, because analysis fell behind.
    package var skippedCount: Int
    /// Mean relative uncertainty, where the network gives one.
    package var uncertainty: Double?
    /// Numbers by name, as JSON.
    package var numbers: String
    /// Whether the result can be trusted, in words.
    package var verdict: String?
    /// Why it failed.
    package var reason: String?

    package init(
        eventIndex: Int, at: Double, position: String, channel: String, network: String,
        hash: String, outcome: Outcome, latencySeconds: Double? = nil, skippedCount: Int,
        uncertainty: Double? = nil, numbers: String = "{}", verdict: String? = nil,
        reason: String? = nil
    ) {
        self.eventIndex = eventIndex
        self.at = at
        self.position = position
        self.channel = channel
        self.network = network
        self.hash = hash
        self.outcome = outcome
        self.latencySeconds = latencySeconds
        self.skippedCount = skippedCount
        self.uncertainty = uncertainty
        self.numbers = numbers
        self.verdict = verdict
        self.reason = reason
    }
}
