import Foundation

/// Everything about a simulated rig that can be chosen. The defaults make a good demonstration.
///
/// In a file it is JSON with these names; what is left out keeps its default, and a name that does
/// not exist is an error.
package struct RigSettings: Codable, Sendable, Equatable {
    /// All chance of the rig comes from this one number.
    package var seed: UInt64 = 1
    package var specimen = SpecimenSettings()
    package var optics = OpticsSettings()
    package var sensor = SensorSettings()
    package var mechanics = MechanicsSettings()
    package var wires = WireSettings()
    package var light = LightSettings()
    package var camera = RigCameraSettings()
    package var magnification = 20.0
    package var numericalAperture = 0.75
    /// Faults as on the command line, e.g. `stage:silence@120`.
    package var faults: [String] = []
    /// A TIFF stack to serve instead of the specimen; empty for none.
    package var stack = ""

    package init() {}

    package var pixelMicrometers: Double { camera.sensorPixelMicrometers / magnification }

    /// Reads settings from JSON text; `file` names it in errors.
    package init(json text: String, file: String) throws(SettingsError) {
        let given: JSONValue
        do throws(JSONParser.Failure) {
            given = try JSONParser.parse(Array(text.utf8))
        } catch {
            let line = text.utf8.prefix(error.offset).filter { $0 == 0x0A }.count + 1
            throw SettingsError("\(file):\(line): \(error.message)")
        }
        do {
            let defaults = try RigSettings().json
            let merged = try Self.merged(given, over: defaults, path: "", file: file)
            let data = Data(merged.printed.utf8)
            self = try JSONDecoder().decode(RigSettings.self, from: data)
        } catch let error as SettingsError {
            throw error
        } catch DecodingError.typeMismatch(_, let context), DecodingError.dataCorrupted(let context)
        {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw SettingsError("\(file): \(path): \(context.debugDescription)")
        } catch {
            throw SettingsError("\(file): \(error)")
        }
    }

    /// As written to the truth file.
    package var json: JSONValue {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try JSONParser.parse(Array(try encoder.encode(self)))
        }
    }

    /// `given` with what it leaves out taken from `defaults`.
    private static func merged(
        _ given: JSONValue, over defaults: JSONValue, path: String, file: String
    ) throws(SettingsError) -> JSONValue {
        guard case .object(let known) = defaults else { return given }
        guard case .object(let members) = given else {
            let place = path.isEmpty ? "the file" : path
            throw SettingsError("\(file): \(place) must be an object")
        }
        var result = known
        for member in members {
            let name = path.isEmpty ? member.key : "\(path).\(member.key)"
            guard let index = known.firstIndex(where: { $0.key == member.key }) else {
                let names = known.map(\.key).joined(separator: ", ")
                throw SettingsError("\(file): unknown name \"\(name)\"; there are \(names)")
            }
            result[index].value = try merged(
                member.value, over: known[index].value, path: name, file: file)
        }
        return .object(result)
    }

    /// Refuses what the rig could not live with.
    package func validate() throws(SettingsError) {
        func require(_ holds: Bool, _ message: String) throws(SettingsError) {
            if !holds { throw SettingsError(message) }
        }
        for (name, axis) in [("x", mechanics.x), ("y", mechanics.y), ("z", mechanics.z)] {
            try require(
                axis.lowestMicrometers < axis.highestMicrometers,
                "mechanics.\(name): lowestMicrometers must be below highestMicrometers")
            try require(
                axis.speedMillimetersPerSecond > 0 && axis.rampMilliseconds > 0
                    && axis.fastestMillimetersPerSecond > 0 && axis.playMicrometers >= 0,
                "mechanics.\(name): speeds and ramp must be above 0")
        }
        try require(
            (300...10_000_000).contains(wires.stageBaud)
                && (300...10_000_000).contains(wires.engineBaud), "wires: baud is 300 to 10000000")
        try require(
            wires.fastestReplyMilliseconds >= 0
                && wires.slowestReplyMilliseconds >= wires.fastestReplyMilliseconds,
            "wires: slowestReplyMilliseconds must not be below fastestReplyMilliseconds")
        try require(
            (16...16_384).contains(sensor.width) && (16...16_384).contains(sensor.height),
            "sensor: width and height are 16 to 16384 pixels")
        try require(
            camera.rowMicroseconds >= 0 && camera.exposureStepMicroseconds > 0
                && camera.shortestExposureSeconds > 0 && camera.bufferFrames >= 0
                && camera.longestExposureSeconds > camera.shortestExposureSeconds,
            "camera: times must be above 0 and longestExposureSeconds the longest")
        let flashes = specimen.flashes
        try require(
            flashes.perCellPerHour >= 0 && flashes.gain >= 0 && flashes.shortestMinutes > 0
                && flashes.longestMinutes >= flashes.shortestMinutes
                && flashes.longestMinutes <= 60,
            "specimen.flashes: minutes lie above 0 and up to 60, shortestMinutes below longestMinutes"
        )
        let reporter = specimen.reporter
        try require(
            (0...3).contains(reporter.swing) && reporter.shortestMinutes > 0
                && reporter.longestMinutes >= reporter.shortestMinutes
                && reporter.longestMinutes.isFinite,
            "specimen.reporter: swing is 0 to 3, shortestMinutes above 0 and below longestMinutes")
        try require(light.discMicrometers > 0, "light.discMicrometers must be above 0")
        try require(!light.engine.isEmpty, "light.engine needs a line")
        try require(
            (light.engine + [light.lamp]).allSatisfy {
                $0.fullScaleMilliwatts >= 0 && (-0.9...0.9).contains($0.curvature)
            }, "light: fullScaleMilliwatts must not be negative, nor curvature beyond ±0.9")
        try require(
            magnification > 0 && numericalAperture > 0, "magnification and aperture are above 0")
    }

    /// The script of `faults`, read.
    package func parsedFaults() throws(SettingsError) -> [Fault] {
        var parsed: [Fault] = []
        for text in faults { parsed.append(try Fault(text)) }
        return parsed
    }
}
