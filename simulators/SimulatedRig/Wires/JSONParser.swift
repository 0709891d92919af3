/// Reads JSON text strictly: one value, nothing after it, no key twice, not too deep.
package struct JSONParser {
    /// What is wrong and at which byte, from 0.
    package struct Failure: Error, Equatable, Sendable {
        package var message: String
        package var offset: Int
    }

    private static let deepest = 64

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.index == bytes.count else { throw parser.failure("text after the value") }
        return value
    }

    private func failure(_ message: String) -> Failure { Failure(message: message, offset: index) }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw failure("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(Failure) -> JSONValue
    ) throws(Failure) -> JSONValue {
        depth += 1
        guard depth <= Self.deepest else { throw failure("nested too deep") }
        index += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Failure) -> JSONValue {
        var members: [JSONValue.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
            let key = try string()
            guard !members.contains(where: { $0.key == key }) else {
                throw failure("key \"\(key)\" is there twice")
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing") }
            members.append(JSONValue.Member(key: key, value: try value()))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw failure("a closing brace is missing") }
        return .object(members)
    }

    private mutating func array() throws(Failure) -> JSONValue {
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat {
            values.append(try value())
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure("a closing bracket is missing") }
        return .array(values)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    private mutating func literal(
        _ word: String, _ value: JSONValue
    ) throws(Failure) -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw failure("not a JSON value") }
        index += word.utf8.count
        return value
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = index
        while let byte = next, "+-.0123456789eE".utf8.contains(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let digits = text.drop { $0 == "-" }
        let isPadded = digits.count > 1 && digits.hasPrefix("0") && !"e.E".contains(digits.second)
        guard digits.first?.isNumber == true, !isPadded, text.last?.isNumber == true else {
            index = start
            throw failure("not a JSON value")
        }
        if let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else {
            throw failure("\(text) is not a number that can be held")
        }
        return .number(number)
    }

    private mutating func string() throws(Failure) -> String {
        index += 1
        var content: [UInt8] = []
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw failure("text that is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): content += Array(try escape().utf8)
            case 0..<0x20: throw failure("a control character in a text")
            default: content.append(byte)
            }
        }
        throw failure("a text without its closing quote")
    }

    private mutating func escape() throws(Failure) -> String {
        guard let byte = next else { throw failure("the text ends in an escape") }
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return String(UnicodeScalar(byte))
        case UInt8(ascii: "u"): return String(Character(try unicodeScalar()))
        default: throw failure("an escape that JSON does not have")
        }
    }

    private mutating func unicodeScalar() throws(Failure) -> UnicodeScalar {
        let unit = try codeUnit()
        guard (0xD800..<0xDC00).contains(unit) else {
            guard let scalar = UnicodeScalar(unit) else { throw failure("half a character") }
            return scalar
        }
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw failure("half a character")
        }
        let low = try codeUnit()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = UnicodeScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw failure("half a character") }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        guard index + 4 <= bytes.count else { throw failure("the text ends in an escape") }
        let digits = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else {
            throw failure("four hexadecimal digits are missing")
        }
        index += 4
        return unit
    }
}

extension Substring {
    /// The second character, or a blank.
    fileprivate var second: Character { dropFirst().first ?? " " }
}
