/// A walk over the protobuf fields of a file before anything is made of them.
///
/// It finds a file that is cut short or is no protobuf, with the place, and it bounds what decoding
/// can allocate: an empty message takes two bytes in a file and some 300 in memory, an empty name
/// 16, so the number of both is limited. The rest are numbers, one byte or more in a file and at
/// most eight in memory. Nothing nests deeper than the schema, for groups are refused and no
/// message of ours holds itself.
///
/// - Source: Protocol Buffers documentation, "Encoding".
struct WireScan {
    /// Many times what the largest networks need; together about 75 MB.
    static let mostMessages = 250_000
    /// Names and other bytes with a length, of any meaning; together about 32 MB.
    static let mostFields = 2_000_000

    private let bytes: [UInt8]
    private var offset = 0
    private var messageCount = 0
    private var fieldCount = 0

    /// Walks all of `bytes`, or throws what is wrong with them.
    static func check(_ bytes: [UInt8]) throws(ONNXError) {
        var scan = WireScan(bytes: bytes)
        try scan.walk(.model, to: bytes.count)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func walk(_ message: WireMessage, to end: Int) throws(ONNXError) {
        messageCount += 1
        guard messageCount <= Self.mostMessages else {
            throw ONNXError(
                .tooLarge,
                "the file holds more than \(Self.mostMessages) nodes, tensors and attributes")
        }
        while offset < end {
            let tag = try varint(message, to: end)
            guard (1...0x1FFF_FFFF).contains(tag >> 3) else {
                throw failure(message, "field number \(tag >> 3) where 1 to 536870911 was expected")
            }
            switch tag & 7 {
            case 0: _ = try varint(message, to: end)
            case 1: try skip(8, message, to: end)
            case 5: try skip(4, message, to: end)
            case 2: try enterOrSkip(field: tag >> 3, message, to: end)
            default: throw failure(message, "wire type \(tag & 7) where 0, 1, 2 or 5 was expected")
            }
        }
    }

    private mutating func enterOrSkip(
        field: UInt64, _ message: WireMessage, to end: Int
    ) throws(ONNXError) {
        let length = try varint(message, to: end)
        guard length <= end - offset else {
            throw failure(message, "a field of \(length) bytes where \(end - offset) are left")
        }
        let fieldEnd = offset + Int(length)
        fieldCount += 1
        guard fieldCount <= Self.mostFields else {
            throw ONNXError(.tooLarge, "the file holds more than \(Self.mostFields) names and data")
        }
        guard let inner = message.message(inField: field) else {
            offset = fieldEnd
            return
        }
        try walk(inner, to: fieldEnd)
    }

    private mutating func skip(
        _ count: Int, _ message: WireMessage, to end: Int
    ) throws(ONNXError) {
        guard count <= end - offset else {
            throw failure(message, "a field of \(count) bytes where \(end - offset) are left")
        }
        offset += count
    }

    /// Reads a number of 7 bits a byte, the lowest first.
    private mutating func varint(_ message: WireMessage, to end: Int) throws(ONNXError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard offset < end else { throw failure(message, "a number that is cut short") }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw failure(message, "a number of more than 10 bytes")
    }

    private func failure(_ message: WireMessage, _ found: String) -> ONNXError {
        ONNXError(
            .malformed,
            "no ONNX file, or one that is cut short: byte \(offset), in the \(message.rawValue): "
                + found)
    }
}
