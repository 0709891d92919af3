import Documents
package import Hardware

/// One frame, taken where the stage stands.
package struct Snapshot {
    private let instrument: Instrument
    private let channel: String
    private let exposure: Duration?
    private let size: Int?

    /// - Parameters:
    ///   - exposure: `nil` for the channel's own.
    ///   - size: Width and height of a region in the middle; `nil` for the whole sensor.
    package init(instrument: Instrument, channel: String, exposure: Duration?, size: Int?) {
        self.instrument = instrument
        self.channel = channel
        self.exposure = exposure
        self.size = size
    }

    /// Arms the instrument, takes the frame and ends dark.
    package func take() async throws -> Frame {
        let rig = instrument.rig
        guard let preset = rig.channel(channel) else {
            let known = rig.channels.map(\.name).sorted()
            throw AcquisitionError.refused([
                "the rig file: " + unknown("channel", channel, known: known)
            ])
        }
        let lights = LightTable(rig: rig, attain: instrument.attainableFraction)
        let light = try lights.light(of: channel)
        guard let source = instrument.lights[light.device] else {
            throw AcquisitionError.refused(["\(light.device) is not connected"])
        }
        let camera = instrument.camera
        let region = try region(of: camera.description)
        try instrument.arm()
        try await camera.configure(
            CameraSettings(exposure: exposure ?? preset.exposure, region: region))
        let fraction = try lights.setting(preset.power, of: light).fraction
        try await source.setIntensity(fraction, line: light.line)
        try await source.setEmission(on: true, line: light.line)
        let number = try await camera.trigger()
        try await camera.waitForExposureEnd(of: number)
        try await source.setEmission(on: false, line: light.line)
        return try await camera.frame(number)
    }

    private func region(of camera: CameraDescription) throws -> PixelRegion? {
        guard let size else { return nil }
        let region = RegionSettings.centered(width: size, height: size)
            .pixels(sensorWidth: camera.width, sensorHeight: camera.height)
        guard size > 0, let region else {
            throw AcquisitionError.refused([
                "a region of \(size) pixels leaves the sensor, which has \(camera.width) × \(camera.height)"
            ])
        }
        return region
    }
}
