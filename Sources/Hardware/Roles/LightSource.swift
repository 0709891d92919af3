/// Something that shines on the sample: an engine with several lines, a laser, a lamp.
///
/// A line emits while it is on *and*, where the rig file says that the camera gates it, the camera
/// exposes.
package protocol LightSource: Actor {
    nonisolated var label: String { get }

    /// The lines by the device's own names, e.g. `CYAN`.
    nonisolated var lines: [String] { get }

    /// What to write to the device's wire so that all of it goes dark, whatever came before.
    nonisolated var offBytes: [UInt8] { get }

    /// The fraction nearest to `fraction` that the device can be set to.
    ///
    /// What is booked as dose is counted from this one.
    nonisolated func attainableFraction(_ fraction: Double, line: String) -> Double

    /// Sets how brightly `line` shines when on, 0 to 1 of full scale, and reads it back.
    func setIntensity(_ fraction: Double, line: String) async throws(DeviceError)

    /// Switches `line` and reads it back; on any error everything is asked to go dark.
    func setEmission(on: Bool, line: String) async throws(DeviceError)

    /// Switches all lines off and confirms it; never refused.
    func darken() async throws(DeviceError)
}

extension LightSource {
    /// For devices without steps.
    package nonisolated func attainableFraction(_ fraction: Double, line: String) -> Double {
        fraction
    }
}
