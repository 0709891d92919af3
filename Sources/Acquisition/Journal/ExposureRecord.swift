/// Light that reached the sample, or may have: what the ledger counts.
package struct ExposureRecord: JournalRecord {
    package var eventIndex: Int
    package var position: String
    package var channel: String
    package var light: String
    package var xMicrometers: Double
    package var yMicrometers: Double
    /// Seconds of run time.
    package var at: Double
    package var seconds: Double
    /// Nil where the light is not calibrated.
    package var powerMilliwatts: Double?
    package var irradianceWattsPerCm2: Double?
    package var joulesPerCm2: Double?
    /// Setting times seconds, in mW s or % s: all there is without calibration.
    package var relativeUnits: Double
    /// The program ended before it knew; booked as if all of it had been given.
    package var isUncertain: Bool
    /// Where the focus had been sent; nil where nobody sent it anywhere.
    package var zMicrometers: Double?

    package init(
        eventIndex: Int, position: String, channel: String, light: String, xMicrometers: Double,
        yMicrometers: Double, at: Double, seconds: Double, powerMilliwatts: Double? = nil,
        irradianceWattsPerCm2: Double? = nil, joulesPerCm2: Double? = nil,
        relativeUnits: Double, isUncertain: Bool, zMicrometers: Double? = nil
    ) {
        self.eventIndex = eventIndex
        self.position = position
        self.channel = channel
        self.light = light
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
        self.at = at
        self.seconds = seconds
        self.powerMilliwatts = powerMilliwatts
        self.irradianceWattsPerCm2 = irradianceWattsPerCm2
        self.joulesPerCm2 = joulesPerCm2
        self.relativeUnits = relativeUnits
        self.isUncertain = isUncertain
        self.zMicrometers = zMicrometers
    }
}
