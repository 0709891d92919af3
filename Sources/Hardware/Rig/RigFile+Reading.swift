package import Documents

extension RigFile {
    /// Reads and checks a rig file: every name that is used exists, every number makes sense.
    package static func parse(_ text: String, file: String) throws(DocumentError) -> RigFile {
        let document = try Document.parse(text, file: file)
        let top = try document.mapping([
            "rig", "name", "clock", "objective", "pixel", "devices", "roles", "lights", "channels",
            "limits",
        ])
        let version = try top.required("rig")
        guard try version.int() == 1 else {
            throw version.fail("this program reads rig files of version 1")
        }
        let devices = try RigReading.devices(top.required("devices"))
        let lights = try RigReading.lights(top["lights"], devices: devices)
        let pixel = try top.required("pixel")
        return RigFile(
            name: try top["name"]?.string() ?? "unnamed",
            clockSpeed: try RigReading.clockSpeed(top["clock"]),
            objective: try RigReading.objective(top.required("objective")),
            pixelMicrometers: try pixel.positive(.micrometers),
            devices: devices,
            roles: try RigReading.roles(top.required("roles"), devices: devices),
            lights: lights,
            channels: try RigReading.channels(top.required("channels"), lights: lights),
            limits: try RigReading.limits(top["limits"]))
    }
}

/// The parts of a rig file, each from its node.
enum RigReading {
    static func clockSpeed(_ document: Document?) throws(DocumentError) -> Double {
        guard let document else { return 1 }
        let speed = try document.mapping(["speed"]).required("speed")
        let value = try speed.double()
        guard (0.001...1e6).contains(value) else { throw speed.fail("speed is 0.001 to 1000000") }
        return value
    }

    static func objective(_ document: Document) throws(DocumentError) -> RigFile.Objective {
        let keys = try document.mapping(["magnification", "na"])
        let magnification = try keys.required("magnification")
        let aperture = try keys.required("na")
        let objective = RigFile.Objective(
            magnification: try magnification.double(), numericalAperture: try aperture.double())
        guard (0.1...1000).contains(objective.magnification) else {
            throw magnification.fail("magnification is a factor, such as 20")
        }
        guard (0.01...1.7).contains(objective.numericalAperture) else {
            throw aperture.fail("na is the numerical aperture, such as 0.75")
        }
        return objective
    }

    static func roles(
        _ document: Document, devices: [RigFile.Device]
    ) throws(DocumentError) -> RigFile.Roles {
        let keys = try document.mapping(["xy", "focus", "camera"])
        func role(_ name: String, _ drivers: [String]) throws(DocumentError) -> String {
            let node = try keys.required(name)
            let label = try node.choice(devices.map(\.label))
            guard let device = devices.first(where: { $0.label == label }),
                drivers.contains(device.driverName)
            else {
                throw node.fail(
                    "\"\(label)\" cannot be \(name); that takes a device with driver "
                        + drivers.joined(separator: " or "))
            }
            return label
        }
        return RigFile.Roles(
            xy: try role("xy", ["asi-ms2000"]), focus: try role("focus", ["asi-ms2000"]),
            camera: try role("camera", ["zmq-camera"]))
    }

    static func limits(_ document: Document?) throws(DocumentError) -> MotionLimits {
        guard let document else { return MotionLimits() }
        let keys = try document.mapping(["x", "y", "z"])
        func range(_ node: Document?) throws(DocumentError) -> ClosedRange<Double>? {
            guard let node else { return nil }
            let ends = try node.sequence()
            guard ends.count == 2 else { throw node.fail("expected [lowest, highest]") }
            let low = try ends[0].quantity(.micrometers)
            let high = try ends[1].quantity(.micrometers)
            // Equal ends are more often "not filled in" than a stage that may not move.
            guard low < high else { throw node.fail("the lower limit must be below the upper") }
            guard abs(low) <= 1e6, abs(high) <= 1e6 else {
                throw node.fail("a stage does not travel more than a metre; check the unit")
            }
            return low...high
        }
        return MotionLimits(
            x: try range(keys["x"]), y: try range(keys["y"]), z: try range(keys["z"]))
    }
}

extension Document {
    /// A quantity above zero.
    func positive(_ unit: Unit) throws(DocumentError) -> Double {
        let value = try quantity(unit)
        guard value > 0 else { throw fail("\"\(text)\" must be above zero") }
        return value
    }

    /// A name that may become part of a message, a file name or a column.
    func name() throws(DocumentError) -> String {
        let text = try string()
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
                || "-_+. ".unicodeScalars.contains($0)
        }
        guard isPlain, !text.isEmpty, text.count <= 64, text.first != " ", text.first != "." else {
            throw fail("a name has letters, digits and - _ + . only, and at most 64 of them")
        }
        return text
    }
}
