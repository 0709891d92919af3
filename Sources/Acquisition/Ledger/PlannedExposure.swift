import Hardware

/// An exposure that has not happened yet, as the ledger judges it.
package struct PlannedExposure: Equatable, Sendable {
    package var position: String
    package var channel: String
    package var light: String
    /// The middle of the lit area.
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var seconds: Double
    /// Nil where the light is not calibrated.
    package var joulesPerCm2: Double?
    /// Setting times seconds, in mW s or % s.
    package var relativeUnits: Double
    package var area: IlluminatedArea

    var point: StagePoint { StagePoint(xMicrometers: xMicrometers, yMicrometers: yMicrometers) }

    package init(
        position: String, channel: String, light: String, xMicrometers: Double,
        yMicrometers: Double, seconds: Double, joulesPerCm2: Double?, relativeUnits: Double = 0,
        area: IlluminatedArea
    ) {
        self.position = position
        self.channel = channel
        self.light = light
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
        self.seconds = seconds
        self.joulesPerCm2 = joulesPerCm2
        self.relativeUnits = relativeUnits
        self.area = area
    }
}
