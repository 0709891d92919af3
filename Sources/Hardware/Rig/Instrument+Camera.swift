extension Instrument {
    /// Asks the camera of `rig` what it is, and nothing else of any device.
    package static func describeCamera(
        _ rig: RigFile, wires: any WireFactory, clock: any RunClock
    ) async throws(DeviceError) -> CameraDescription {
        let links = Links()
        let bench = Bench(rig: rig, wires: wires, clock: clock, latch: SafetyLatch(), links: links)
        guard let device = rig.device(rig.roles.camera) else {
            throw DeviceError(
                device: rig.roles.camera, request: "describe", reason: .portMissing("camera"))
        }
        do throws(DeviceError) {
            let opened = try await bench.open(device)
            await links.closeAll()
            guard let camera = opened.camera else {
                throw DeviceError(
                    device: device.label, request: "describe", reason: .refused("it is no camera"))
            }
            return camera.description
        } catch {
            await links.closeAll()
            throw error
        }
    }
}
