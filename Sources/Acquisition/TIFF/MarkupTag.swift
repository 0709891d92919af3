/// Finds tags and their attributes in XML, as far as OME descriptions need it.
enum MarkupTag {
    /// The attributes of the first tag of that name.
    static func first(_ name: String, in text: String) -> [String: String]? {
        scan(name, in: text, limit: 1).first
    }

    /// The attributes of every tag of that name inside the first `Image`.
    static func all(_ name: String, in text: String) -> [[String: String]] {
        let image = text.firstRange(of: "</Image>").map { text[..<$0.lowerBound] } ?? text[...]
        return scan(name, in: image, limit: .max)
    }

    private static func scan(
        _ name: String, in text: some StringProtocol, limit: Int
    ) -> [[String: String]] {
        var found: [[String: String]] = []
        var bytes = Array(text.utf8)[...]
        let start = Array("<\(name)".utf8)
        while found.count < limit, let open = bytes.firstIndex(of: UInt8(ascii: "<")) {
            bytes = bytes[open...]
            let after = open + start.count
            guard bytes.starts(with: start), after < bytes.endIndex, isSpace(bytes[after]) else {
                bytes = bytes.dropFirst()
                continue
            }
            bytes = bytes[after...]
            found.append(attributes(&bytes))
        }
        return found
    }

    /// Reads `key="value"` up to the tag's end.
    private static func attributes(_ bytes: inout ArraySlice<UInt8>) -> [String: String] {
        var values: [String: String] = [:]
        while true {
            bytes = bytes.drop(while: isSpace)
            let key = bytes.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") }
            bytes = bytes.dropFirst(key.count)
            guard bytes.first == UInt8(ascii: "=") else { return values }
            bytes = bytes.dropFirst()
            guard let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            else { return values }
            let value = bytes.dropFirst().prefix { $0 != quote }
            bytes = bytes.dropFirst(value.count + 2)
            values[String(decoding: key, as: UTF8.self)] = unescaped(
                String(decoding: value, as: UTF8.self))
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || (9...13).contains(byte)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";"),
                let character = character(rest[rest.index(after: start)..<end])
            else {
                result += "&"
                rest = rest[rest.index(after: start)...]
                continue
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Character? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let number =
                digits.hasPrefix("x")
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}
