import Foundation

/// Reads and writes the JSON files of a store; the same value always gives the same bytes.
enum JSONDocument {
    static func bytes(of value: some Encodable, for path: String) throws(StorageError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
        } catch {
            throw StorageError("write", path, .outOfRange("\(error)"))
        }
    }

    static func value<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], at path: String
    ) throws(StorageError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw StorageError("read", path, .damaged(summary(of: error)))
        } catch {
            throw StorageError("read", path, .damaged("\(error)"))
        }
    }

    private static func summary(of error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context): "no \(key.stringValue) in \(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "wrong kind of value at \(place(context))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "no valid JSON" : "bad value at \(place(context))"
        @unknown default: "cannot be read"
        }
    }
}
