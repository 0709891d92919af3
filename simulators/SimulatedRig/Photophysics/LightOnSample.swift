/// One uninterrupted interval during which one light line reached the sample.
package struct LightOnSample: Sendable, Equatable {
    /// The line's name, such as `CYAN`; doses are booked under it.
    package var line: String
    package var wavelengthNanometers: Double
    /// W/cm², the mean over the illuminated disc.
    package var irradiance: Double
    /// Seconds of rig time.
    package var from: Double
    /// Seconds of rig time.
    package var to: Double
    /// Where the optical axis met the specimen, µm.
    package var centerX: Double
    package var centerY: Double
    package var discRadiusMicrometers: Double
    /// The transmitted lamp, which shows phase contrast.
    package var isTransmitted: Bool

    package init(
        line: String, wavelengthNanometers: Double, irradiance: Double, from: Double, to: Double,
        centerX: Double, centerY: Double, discRadiusMicrometers: Double, isTransmitted: Bool
    ) {
        self.line = line
        self.wavelengthNanometers = wavelengthNanometers
        self.irradiance = irradiance
        self.from = from
        self.to = to
        self.centerX = centerX
        self.centerY = centerY
        self.discRadiusMicrometers = discRadiusMicrometers
        self.isTransmitted = isTransmitted
    }

    /// Seconds of light.
    package var seconds: Double { to - from }
}
