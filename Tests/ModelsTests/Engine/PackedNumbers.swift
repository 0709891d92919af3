import Foundation

/// 32-bit floats as their bytes, lowest first, in base 64.
struct PackedNumbers: Decodable {
    let values: [Float]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let data = Data(base64Encoded: text), data.count % 4 == 0 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no floats")
        }
        let bytes = [UInt8](data)
        values = stride(from: 0, to: bytes.count, by: 4).map { place in
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
            return Float(bitPattern: bits)
        }
    }

    /// The largest difference; infinite where the counts differ or a number is none on one side.
    static func worst(_ ours: [Float], _ theirs: [Float]) -> Float {
        guard ours.count == theirs.count else { return .infinity }
        return zip(ours, theirs).reduce(0) { worst, pair in
            if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return worst }
            let difference = abs(pair.0 - pair.1) / max(1, abs(pair.1))
            return difference.isNaN ? .infinity : max(worst, difference)
        }
    }
}
