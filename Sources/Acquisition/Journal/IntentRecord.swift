/// Light is about to be switched on: written before, so that no exposure goes uncounted.
package struct IntentRecord: JournalRecord {
    package var eventIndex: Int
    /// Seconds of run time.
    package var at: Double
    package var position: String
    package var channel: String
    package var light: String
    package var plannedSeconds: Double
    /// Nil where the light is not calibrated.
    package var plannedJoulesPerCm2: Double?

    package init(
        eventIndex: Int, at: Double, position: String, channel: String, light: String,
        plannedSeconds: Double, plannedJoulesPerCm2: Double? = nil
    ) {
        self.eventIndex = eventIndex
        self.at = at
        self.position = position
        self.channel = channel
        self.light = light
        self.plannedSeconds = plannedSeconds
        self.plannedJoulesPerCm2 = plannedJoulesPerCm2
    }
}
