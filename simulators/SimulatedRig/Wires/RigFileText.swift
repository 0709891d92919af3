/// The rig file that tells a controller how to reach and to trust this rig.
///
/// Its calibration is the truth of the light settings, measured at a few points as a careful user
/// would with a power meter.
package struct RigFileText {
    private let settings: RigSettings
    private let folder: String
    private let control: String
    private let data: String
    private let speed: Double

    package init(
        settings: RigSettings, folder: String, control: String, data: String, speed: Double
    ) {
        self.settings = settings
        self.folder = folder
        self.control = control
        self.data = data
        self.speed = speed
    }

    package var text: String {
        """
        # Written by tarsier-rig for this run of it.
        rig: 1
        name: Simulated rig
        clock: {speed: \(number(speed))}
        objective: {magnification: \(number(settings.magnification)), \
        na: \(number(settings.numericalAperture))}
        pixel: \(number(settings.pixelMicrometers)) um
        devices:
          stage: {driver: asi-ms2000, port: "\(folder)/stage", \
        baud: \(settings.wires.stageBaud), settle: 50 ms}
          engine: {driver: lumencor-gen3, port: "\(folder)/engine", \
        baud: \(settings.wires.engineBaud)}
          camera: {driver: zmq-camera, control: "\(control)", data: "\(data)"}
        roles: {xy: stage, focus: stage, camera: camera}
        lights:
        \(lights.joined(separator: "\n"))
        channels:
          phase: {light: lamp, power: 0.2 mW, exposure: 10 ms, color: "#ffffff"}
        \(channels.joined(separator: "\n"))
        limits:
          x: \(limits(settings.mechanics.x, share: 2.0 / 3))
          y: \(limits(settings.mechanics.y, share: 2.0 / 3))
          z: \(limits(settings.mechanics.z, share: 0.8))

        """
    }

    private var lights: [String] {
        let lamp = light(
            "lamp", device: "stage", settings.light.lamp, gate: settings.light.lampGate.rawValue)
        return [lamp]
            + settings.light.engine.map {
                light($0.name.lowercased(), device: "engine", $0, gate: "camera")
            }
    }

    private func light(
        _ name: String, device: String, _ line: LightSettings.Line, gate: String
    ) -> String {
        let fractions =
            line.curvature == 0
            ? [0, 1] : [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
        let curve = fractions.map { fraction in
            "[\(number(fraction)), \(number(line.milliwatts(at: fraction), places: 5)) mW]"
        }
        let area = number(settings.light.discSquareCentimeters, places: 8)
        return """
              \(name):
                device: \(device)
                line: \(line.name)
                gate: \(gate)
                wavelength: \(number(line.wavelengthNanometers)) nm
                calibration:
                  curve: [\(curve.joined(separator: ", "))]
                  area: \(area) cm2
                  uncertainty: 5 %
            """
    }

    /// The fluorescence channels whose light this engine has.
    private var channels: [String] {
        let known = [
            ("nuclei", "CYAN", "20 mW", "100 ms", "#00ff66", "510 nm"),
            ("mitochondria", "GREEN", "20 mW", "100 ms", "#ff4477", "610 nm"),
            ("cytoplasm", "RED", "20 mW", "100 ms", "#9966ff", "670 nm"),
        ]
        return known.filter { channel in
            settings.light.engine.contains { $0.name == channel.1 }
        }.map { name, line, power, exposure, color, emission in
            "  \(name): {light: \(line.lowercased()), power: \(power), exposure: \(exposure), "
                + "color: \"\(color)\", emission: \(emission)}"
        }
    }

    private func limits(_ axis: MechanicsSettings.Axis, share: Double) -> String {
        let low = number(axis.lowestMicrometers * share, places: 0)
        let high = number(axis.highestMicrometers * share, places: 0)
        return "[\(low) um, \(high) um]"
    }

    /// Without an exponent and without zeros at the end.
    private func number(_ value: Double, places: Int = 6) -> String {
        var text = fixed(value, places)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
