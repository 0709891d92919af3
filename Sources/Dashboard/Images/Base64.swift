/// Bytes as text of 64 letters.
///
/// - Source: RFC 4648, section 4.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        letters.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            value <<= 8 * UInt32(3 - group.count)
            for place in 0..<4 {
                let isFilled = place <= group.count
                let index = Int(value >> (18 - 6 * UInt32(place)) & 63)
                letters.append(isFilled ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
