import Foundation

/// The `inputs` of a decision as they stand in the journal.
///
/// Keys are sorted and numbers written in their shortest exact form, so that equal observations
/// give equal text.
package enum RecordedInput: Sendable, Equatable, Codable {
    /// A decision made before the first frame.
    case start
    case frame(Observation)

    private enum Key: String, CodingKey { case kind, frame }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "start": self = .start
        case "frame": self = .frame(try container.decode(Observation.self, forKey: .frame))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container, debugDescription: "unknown kind \"\(other)\"")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .start: try container.encode("start", forKey: .kind)
        case .frame(let observation):
            try container.encode("frame", forKey: .kind)
            try container.encode(observation, forKey: .frame)
        }
    }

    /// As JSON text.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Reads what ``text()`` wrote.
    package init(text: String) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(Self.self, from: Data(text.utf8))
    }
}
