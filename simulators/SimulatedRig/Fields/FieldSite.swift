/// One position of a training folder: where it lies on its specimen and what it has gone through.
struct FieldSite: Sendable {
    /// `f000` and so on.
    var name: String
    /// Middle of the field, µm.
    var x: Double
    var y: Double
    /// From the optical axis to the middle of the field, µm: light is uneven, so this varies.
    var axisX: Double
    var axisY: Double
    var harm: FieldHarm?
    /// What it is seen through.
    var optics: OpticsSettings

    /// What the camera sees of the field with `pixels` a side.
    func view(
        _ settings: FieldSettings, _ channel: FieldChannel, at time: Double
    ) -> SceneView {
        let radius = settings.discMicrometers / 2
        let area = Double.pi * radius * radius * 1e-8
        // Round the present, so that all channels show the same moment.
        let half = channel.exposureSeconds / 2
        let light = LightOnSample(
            line: channel.line, wavelengthNanometers: channel.nanometers,
            irradiance: channel.milliwatts * 1e-3 / area, from: time - half, to: time + half,
            centerX: x - axisX, centerY: y - axisY, discRadiusMicrometers: radius,
            isTransmitted: channel.isTransmitted)
        return SceneView(
            stageX: x, stageY: y, focusOffset: settings.defocusMicrometers,
            pixelMicrometers: settings.pixelMicrometers,
            region: SensorRegion(x: 0, y: 0, width: settings.size, height: settings.size),
            sensorWidth: settings.size, sensorHeight: settings.size,
            exposureSeconds: channel.exposureSeconds, lights: [light])
    }
}
