/// Opens what the rig file names: real wires, or the emulators of a rehearsal.
package protocol WireFactory: Sendable {
    /// Opens a line to `device`.
    func line(port: String, baud: Int, device: String) async throws(DeviceError) -> any LineChannel

    /// Opens both sockets of the camera `device`.
    func camera(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink

    /// Opens the control socket of the camera `device` alone: whoever opens the data socket takes
    /// frames away from others.
    func cameraControl(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink

    /// Makes sure that something listens where the frames of the camera `device` come from, and
    /// takes none of them.
    func findFrames(of address: CameraAddress, device: String) async throws(DeviceError)
}

extension WireFactory {
    /// For wires in memory, whose frames are nobody else's.
    package func cameraControl(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink {
        try await camera(address, device: device)
    }

    /// In memory they always come.
    package func findFrames(of address: CameraAddress, device: String) async throws(DeviceError) {}
}

/// Where a camera server listens, and the keys that prove who speaks.
package struct CameraAddress: Sendable, Equatable {
    package var control: String
    package var data: String
    /// Needed off the loopback address.
    package var keys: CurveKeys?

    package init(control: String, data: String, keys: CurveKeys? = nil) {
        self.control = control
        self.data = data
        self.keys = keys
    }
}

/// CURVE keys, each as 40 characters of Z85.
package struct CurveKeys: Sendable, Equatable {
    package var server: String
    /// Ours; made anew for each connection where the rig file names none.
    package var pair: Pair?

    package struct Pair: Sendable, Equatable {
        package var publicKey: String
        package var secretKey: String

        package init(publicKey: String, secretKey: String) {
            self.publicKey = publicKey
            self.secretKey = secretKey
        }
    }

    package init(server: String, pair: Pair? = nil) {
        self.server = server
        self.pair = pair
    }
}
