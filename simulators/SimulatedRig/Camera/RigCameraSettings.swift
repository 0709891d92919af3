/// What the camera server says of itself and how fast it is; the sensor is in `SensorSettings`.
package struct RigCameraSettings: Codable, Sendable, Equatable {
    package var model = "Simulated sCMOS"
    package var serial = "0001"
    package var sensorPixelMicrometers = 6.5
    /// Time to read out one row; 9.74 µs is usual for this class of sensor.
    package var rowMicroseconds = 9.74
    package var shortestExposureSeconds = 0.0001
    package var longestExposureSeconds = 10.0
    /// Exposures are rounded to this step.
    package var exposureStepMicroseconds = 10.0
    package var bufferFrames = 8
    package var replyMilliseconds = 0.5
    package var sensorCelsius = -10.0
    /// Seconds since 1970 at the start of the rig.
    package var wallStart = 1_760_000_000.0

    package init() {}
}
