package import Hardware
import SimulatedRig

/// Connects drivers to the emulators of a simulated rig in this process.
///
/// A port's name ends with the emulator's: `…/stage`, `…/engine`.
package struct RehearsalWires: WireFactory {
    private let bench: RigBench

    package init(_ bench: RigBench) { self.bench = bench }

    package func line(
        port: String, baud: Int, device: String
    ) async throws(DeviceError) -> any LineChannel {
        let name = port.split(separator: "/").last.map(String.init) ?? port
        guard let emulator = RigPort(rawValue: name) else {
            throw DeviceError(device: device, request: "open \(port)", reason: .portMissing(port))
        }
        return RehearsalLine(bench: bench, port: emulator)
    }

    package func camera(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink {
        RehearsalCameraLink(bench: bench)
    }
}
