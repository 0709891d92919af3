import Hardware

/// Connects the real drivers to instruments in memory.
struct InstantWires: WireFactory {
    let camera: InstantCamera

    func line(
        port: String, baud: Int, device: String
    ) async throws(DeviceError) -> any LineChannel {
        device == "stage" ? InstantLine(InstantStage()) : InstantLine(InstantEngine())
    }

    func camera(
        _ address: CameraAddress, device: String
    ) async throws(DeviceError) -> any CameraLink {
        camera
    }
}
