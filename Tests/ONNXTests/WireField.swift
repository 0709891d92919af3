/// One field of a protobuf message, of any schema.
struct WireField {
    var number: UInt64
    /// 0 for a number, 1 and 5 for 8 and 4 bytes, 2 for bytes that have a length.
    var wireType: UInt64
    /// Without the length.
    var content: [UInt8]

    /// The fields of `bytes`, or `nil` where they are no message.
    static func fields(of bytes: [UInt8]) -> [WireField]? {
        var rest = bytes[...]
        var fields: [WireField] = []
        while !rest.isEmpty {
            guard let tag = takeNumber(&rest), tag >> 3 > 0 else { return nil }
            let before = rest
            let count: UInt64?
            switch tag & 7 {
            case 0: count = takeNumber(&rest).map { _ in UInt64(before.count - rest.count) }
            case 1: count = 8
            case 2: count = takeNumber(&rest)
            case 5: count = 4
            default: count = nil
            }
            if tag & 7 == 0 { rest = before }
            guard let count, count <= UInt64(rest.count) else { return nil }
            fields.append(
                WireField(
                    number: tag >> 3, wireType: tag & 7, content: Array(rest.prefix(Int(count)))))
            rest = rest.dropFirst(Int(count))
        }
        return fields
    }

    /// The fields in its content; none where that is no message.
    var inner: [WireField] { wireType == 2 ? Self.fields(of: content) ?? [] : [] }

    /// The field as it stands in a file.
    var bytes: [UInt8] {
        let length = wireType == 2 ? Self.varint(UInt64(content.count)) : []
        return Self.varint(number << 3 | wireType) + length + content
    }

    /// `value` with 7 bits a byte, the lowest first.
    static func varint(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    private static func takeNumber(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
