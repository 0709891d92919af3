/// What a policy asked for, what of it was applied, and why not the rest.
package struct DecisionRecord: JournalRecord {
    /// Seconds of run time.
    package var at: Double
    package var policy: String
    /// Recorded only: nothing acts on it.
    package var isShadow: Bool
    /// The event whose frame it saw last.
    package var basedOnEvent: Int
    package var position: String
    /// JSON.
    package var inputs: String
    package var reason: String
    /// JSON.
    package var requested: String
    /// JSON.
    package var applied: String
    /// JSON.
    package var refusals: String
    /// The first event that it can change.
    package var effectiveFrom: Int
    package var latencySeconds: Double

    package init(
        at: Double, policy: String, isShadow: Bool, basedOnEvent: Int, position: String,
        inputs: String, reason: String, requested: String, applied: String, refusals: String,
        effectiveFrom: Int, latencySeconds: Double
    ) {
        self.at = at
        self.policy = policy
        self.isShadow = isShadow
        self.basedOnEvent = basedOnEvent
        self.position = position
        self.inputs = inputs
        self.reason = reason
        self.requested = requested
        self.applied = applied
        self.refusals = refusals
        self.effectiveFrom = effectiveFrom
        self.latencySeconds = latencySeconds
    }
}
