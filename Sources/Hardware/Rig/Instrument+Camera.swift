extension Instrument {
    /// Asks the camera of `rig` what it is, and nothing else of any device: a run that goes on does
    /// not notice.
    package static func describeCamera(
        _ rig: RigFile, wires: any WireFactory
    ) async throws(DeviceError) -> CameraDescription {
        guard let device = rig.device(rig.roles.camera) else {
            throw DeviceError(
                device: rig.roles.camera, request: "describe", reason: .portMissing("camera"))
        }
        guard case .zmqCamera(let address) = device.driver else {
            throw DeviceError(
                device: device.label, request: "describe", reason: .refused("it is no camera"))
        }
        let link = try await wires.cameraControl(address, device: device.label)
        do throws(DeviceError) {
            let told = try await CameraControl(device: device.label, link: link).describe()
            await link.close()
            return CameraDescription(told)
        } catch {
            await link.close()
            throw error
        }
    }
}
