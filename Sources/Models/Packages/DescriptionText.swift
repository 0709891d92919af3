/// YAML, line by line; the same values always give the same text.
struct DescriptionText {
    private(set) var text = ""
    private var depth = 0

    /// A line `key: value`, where `value` is already in YAML's notation.
    mutating func add(_ key: String, _ value: String) {
        line("\(Self.key(key)): \(value)")
    }

    /// A line `key: "text"`, unless there is no text.
    mutating func add(_ key: String, text: String?) {
        if let text { add(key, Self.quoted(text)) }
    }

    /// `key:` and below it, indented, what `body` adds.
    mutating func nest(_ key: String, _ body: (inout DescriptionText) -> Void) {
        line("\(Self.key(key)):")
        depth += 1
        body(&self)
        depth -= 1
    }

    /// A list of mappings; what `body` adds for each element must not be empty.
    mutating func list<Element>(
        _ key: String, _ elements: [Element], _ body: (inout DescriptionText, Element) -> Void
    ) {
        guard !elements.isEmpty else { return add(key, "[]") }
        line("\(Self.key(key)):")
        for element in elements {
            var inner = DescriptionText()
            inner.depth = depth + 2
            body(&inner, element)
            // The dash takes the place of the first line's last two spaces.
            let spaces = String(repeating: "  ", count: depth + 1)
            text += spaces + "- " + inner.text.dropFirst(spaces.utf8.count + 2)
        }
    }

    private mutating func line(_ line: String) {
        text += String(repeating: "  ", count: depth) + line + "\n"
    }

    private static func key(_ key: String) -> String {
        let isPlain =
            key.first?.isLetter == true
            && key.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
                    || (0x61...0x7A).contains(byte)
            } && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(key)
        return isPlain ? key : quoted(key)
    }

    /// A text in double quotes, on one line whatever is in it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}",
                "\u{FFFE}", "\u{FFFF}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    static func quoted(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    /// A finite number with all its digits, and a point without which some readers see text.
    static func number(_ number: Double) -> String {
        let text = "\(number)"
        guard let mark = text.firstIndex(of: "e"), !text.contains(".") else { return text }
        return text[..<mark] + ".0" + text[mark...]
    }

    /// One number, or a list.
    static func numbers(_ numbers: [Double], alongAxis isAlongAxis: Bool) -> String {
        guard isAlongAxis || numbers.count != 1 else { return number(numbers[0]) }
        return "[" + numbers.map(number).joined(separator: ", ") + "]"
    }
}
