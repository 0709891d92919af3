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

    /// The script of `faults`, read.
    package func parsedFaults() throws(SettingsError) -> [Fault] {
        var parsed: [Fault] = []
        for text in faults { parsed.append(try Fault(text)) }
        return parsed
    }
}
