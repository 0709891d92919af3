import Glibc

/// The wires of this machine: serial ports, terminals, TCP and ZeroMQ.
package struct RealWires: WireFactory {
    package init() {}

    package func line(
        port: String, baud: Int, device: String
    ) async throws(DeviceError) -> any LineChannel {
        do throws(SerialError) {
            if port.hasPrefix("tcp://") {
                return try await TCPChannel(
                    { () throws(SerialError) in try TCPPort(path: port) }, path: port)
            }
            // Links in /dev/serial/by-id, and those that a simulated rig publishes.
            guard let path = resolved(port) else { throw SerialError(.missing, "open \(port)") }
            if isKnownToSystem(path) {
                return try await SerialChannel(
                    { () throws(SerialError) in try SerialPort(path: path, baud: baud) }, path: port
                )
            }
            return try await TerminalChannel(
                { () throws(SerialError) in try TerminalPort(path: path, baud: baud) }, path: port)
        } catch {
            throw DeviceError(device: device, request: "open \(port)", error)
        }
    }

    package func camera(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink {
        try ZeroMQLink(address, device: device)
    }

    package func cameraControl(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink {
        try ZeroMQLink(address, device: device, receives: false)
    }

    package func findFrames(of address: CameraAddress, device: String) async throws(DeviceError) {
        let data = address.data
        guard data.hasPrefix("tcp://") else { return }
        do throws(SerialError) {
            // No greeting of ZeroMQ's follows, so the camera sends nothing here.
            let visit = try await TCPChannel(
                { () throws(SerialError) in try TCPPort(path: data) }, path: data)
            await visit.close()
        } catch {
            throw DeviceError(device: device, request: "open \(data)", error)
        }
    }

    /// libserialport finds its ports here; pseudo-terminals have no entry.
    private func isKnownToSystem(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last, path == "/dev/\(name)" else {
            return false
        }
        return access("/sys/class/tty/\(name)", F_OK) == 0
    }

    private func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
