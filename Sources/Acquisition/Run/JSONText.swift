internal import Foundation

/// Values as JSON text with sorted keys: equal values give equal text.
///
/// JSON has no word for what is no finite number; it is written as a string, so that even nonsense
/// that an agent asked for can be recorded.
package enum JSONText {
    private static let words = (infinite: "inf", negative: "-inf", none: "nan")

    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: words.infinite, negativeInfinity: words.negative, nan: words.none)
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws
        -> Value
    {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: words.infinite, negativeInfinity: words.negative, nan: words.none)
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
