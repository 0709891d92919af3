extension Document {
    /// The text of a scalar; numbers and Booleans count as the text they were written as.
    package func string() throws(DocumentError) -> String {
        guard kind == .scalar else { throw fail("expected a text but found \(found)") }
        return text
    }

    /// One of `allowed`.
    package func choice(_ allowed: [String]) throws(DocumentError) -> String {
        let text = try string()
        guard allowed.contains(text) else { throw fail(unknown("value", text, known: allowed)) }
        return text
    }

    /// A whole number in decimal, octal (`0o17`) or hexadecimal (`0xff`) digits.
    package func int() throws(DocumentError) -> Int {
        let number: Int? =
            if text.hasPrefix("0o") {
                Int(text.dropFirst(2), radix: 8)
            } else if text.hasPrefix("0x") {
                Int(text.dropFirst(2), radix: 16)
            } else {
                Int(text)
            }
        guard isPlainScalar, let number else {
            throw fail("expected a whole number, such as 3, but found \(found)")
        }
        return number
    }

    /// A finite number.
    package func double() throws(DocumentError) -> Double {
        guard isPlainScalar, let number = Self.number(text) else {
            throw fail("expected a number, such as 0.5, but found \(found)")
        }
        return number
    }

    /// `true` or `false`; `yes`, `no`, `on` and `off` are texts, as in YAML 1.2.
    package func bool() throws(DocumentError) -> Bool {
        if isPlainScalar {
            if ["true", "True", "TRUE"].contains(text) { return true }
            if ["false", "False", "FALSE"].contains(text) { return false }
        }
        throw fail("expected true or false but found \(found)")
    }

    /// The finite number that `text` is by the rules of YAML's core schema, and nothing else.
    static func number(_ text: some StringProtocol) -> Double? {
        let allowed = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || "+-.eE".utf8.contains(byte)
        }
        guard allowed, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    var isPlainScalar: Bool {
        if case .scalar(_, isPlain: true) = content { kind == .scalar } else { false }
    }
}
