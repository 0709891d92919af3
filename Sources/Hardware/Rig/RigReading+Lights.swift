import Documents

extension RigReading {
    static func lights(
        _ document: Document?, devices: [RigFile.Device]
    ) throws(DocumentError) -> [RigFile.Light] {
        guard let document else { return [] }
        var lights: [RigFile.Light] = []
        for entry in try document.entries() {
            let light = try light(name: try entry.key.name(), entry.value, devices: devices)
            for other in lights where other.device == light.device {
                guard other.line != light.line else {
                    throw entry.value.fail(
                        "\"\(light.name)\" and \"\(other.name)\" are one line of \(light.device)")
                }
                guard other.gate == light.gate else {
                    throw entry.value.fail(
                        "all lines of \(light.device) have one gate; \"\(other.name)\" says "
                            + other.gate.rawValue)
                }
            }
            lights.append(light)
        }
        return lights
    }

    private static func light(
        name: String, _ document: Document, devices: [RigFile.Device]
    ) throws(DocumentError) -> RigFile.Light {
        let keys = try document.mapping(["device", "line", "gate", "wavelength", "calibration"])
        let node = try keys.required("device")
        let label = try node.choice(devices.map(\.label))
        let line = try keys.required("line")
        switch devices.first(where: { $0.label == label })?.driver {
        case .ms2000: _ = try line.choice([MS2000Lamp.lineName])
        case .lumencor: break
        default: throw node.fail("\"\(label)\" is no light source")
        }
        let gates = LightGate.allCases.map(\.rawValue)
        let gate = LightGate(rawValue: try keys.required("gate").choice(gates)) ?? .software
        let wavelength = try keys.required("wavelength")
        let nanometers = try wavelength.quantity(.nanometers)
        guard (200...2000).contains(nanometers) else {
            throw wavelength.fail("a wavelength is 200 nm to 2000 nm")
        }
        return RigFile.Light(
            name: name, device: label, line: try line.string(), gate: gate,
            wavelengthNanometers: nanometers,
            calibration: try keys["calibration"].map(calibration))
    }

    static func calibration(_ document: Document) throws(DocumentError) -> Calibration {
        let keys = try document.mapping(["curve", "area", "uncertainty"])
        let curve = try keys.required("curve")
        var points: [Calibration.Point] = []
        for row in try curve.sequence() {
            let cells = try row.sequence()
            guard cells.count == 2 else { throw row.fail("expected [fraction, power]") }
            let point = Calibration.Point(
                fraction: try cells[0].double(), milliwatts: try cells[1].quantity(.milliwatts))
            guard (0...1).contains(point.fraction), point.milliwatts >= 0 else {
                throw row.fail("a point is a fraction from 0 to 1 and a power from 0 mW")
            }
            if let last = points.last,
                point.fraction <= last.fraction || point.milliwatts <= last.milliwatts
            {
                throw row.fail("the curve must rise from point to point")
            }
            points.append(point)
        }
        guard points.count >= 2 else { throw curve.fail("a curve has at least two points") }
        let uncertainty = try keys.required("uncertainty")
        let relative = try uncertainty.quantity(.fraction)
        guard (0...1).contains(relative) else { throw uncertainty.fail("0 % to 100 %") }
        return Calibration(
            curve: points,
            areaSquareCentimeters: try keys.required("area").positive(.squareCentimeters),
            uncertainty: relative)
    }

    static func channels(
        _ document: Document, lights: [RigFile.Light]
    ) throws(DocumentError) -> [RigFile.Channel] {
        var channels: [RigFile.Channel] = []
        for entry in try document.entries() {
            let keys = try entry.value.mapping(["light", "power", "exposure", "color", "emission"])
            let node = try keys.required("light")
            let name = try node.choice(lights.map(\.name))
            guard let light = lights.first(where: { $0.name == name }) else {
                throw node.fail("no such light")
            }
            let exposure = try keys.required("exposure")
            guard try exposure.duration() > .zero else {
                throw exposure.fail("an exposure must be above zero")
            }
            channels.append(
                RigFile.Channel(
                    name: try entry.key.name(), light: name,
                    power: try power(keys.required("power"), of: light),
                    exposure: try exposure.duration(), color: try color(keys["color"]),
                    emissionNanometers: try keys["emission"]?.positive(.nanometers)))
        }
        return channels
    }

    private static func power(
        _ document: Document, of light: RigFile.Light
    ) throws(DocumentError) -> RigFile.Power {
        guard let calibration = light.calibration else {
            guard document.text.hasSuffix("%") else {
                throw document.fail(
                    "\"\(light.name)\" has no calibration, so its power is a percentage, e.g. 20 %")
            }
            let fraction = try document.quantity(.fraction)
            guard (0...1).contains(fraction) else { throw document.fail("0 % to 100 %") }
            return .fraction(fraction)
        }
        let milliwatts = try document.quantity(.milliwatts)
        let range = calibration.milliwattRange
        guard range.contains(milliwatts) else {
            throw document.fail(
                "\"\(light.name)\" is calibrated from \(range.lowerBound) to \(range.upperBound) mW"
            )
        }
        return .milliwatts(milliwatts)
    }

    private static func color(_ document: Document?) throws(DocumentError) -> String {
        guard let document else { return "#ffffff" }
        let text = try document.string()
        guard text.count == 7, text.first == "#", text.dropFirst().allSatisfy(\.isHexDigit) else {
            throw document.fail("a colour is written #rrggbb, in quotes")
        }
        return text.lowercased()
    }
}
