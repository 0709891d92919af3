/// How the stage and the focus of the simulated rig move.
package struct MechanicsSettings: Codable, Sendable, Equatable {
    /// What one axis can do.
    package struct Axis: Codable, Sendable, Equatable {
        /// Where the mechanics end, in micrometres; a motion beyond is clipped.
        package var lowestMicrometers: Double
        package var highestMicrometers: Double
        package var speedMillimetersPerSecond: Double
        package var fastestMillimetersPerSecond: Double
        /// Time to reach the speed, in milliseconds.
        package var rampMilliseconds: Double
        /// Play of the drive, in micrometres.
        package var playMicrometers: Double
        /// First swing of the ring-down after a stop from full speed, in micrometres.
        package var ringMicrometers: Double
        /// Step of the encoder, in micrometres.
        package var encoderMicrometers: Double
    }

    package var x = Axis(
        lowestMicrometers: -3000, highestMicrometers: 3000, speedMillimetersPerSecond: 5.74592,
        fastestMillimetersPerSecond: 7.5, rampMilliseconds: 50, playMicrometers: 1.5,
        ringMicrometers: 0.6, encoderMicrometers: 0.022)
    package var y = Axis(
        lowestMicrometers: -3000, highestMicrometers: 3000, speedMillimetersPerSecond: 5.74592,
        fastestMillimetersPerSecond: 7.5, rampMilliseconds: 50, playMicrometers: 1.5,
        ringMicrometers: 0.6, encoderMicrometers: 0.022)
    package var z = Axis(
        lowestMicrometers: -250, highestMicrometers: 250, speedMillimetersPerSecond: 1.0,
        fastestMillimetersPerSecond: 2.0, rampMilliseconds: 50, playMicrometers: 0.3,
        ringMicrometers: 0.1, encoderMicrometers: 0.01)
    /// Typical wander of the focal plane with the temperature, per ten minutes; 0 for none.
    package var driftMicrometersPerTenMinutes = 0.2
    /// How much the specimen's plane rises along x, in micrometres per millimetre.
    package var tiltMicrometersPerMillimeter = 0.0

    package init() {}
}
