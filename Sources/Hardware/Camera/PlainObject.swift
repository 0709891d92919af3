/// A JSON object of nothing but words, whole numbers and truth values.
///
/// The next light waits for two such messages. A general reader is far too much code for them: after
/// the pause of an exposure, when no cache holds it, it needs twenty times as long as in a loop. What
/// is not as plain as this, or broken, is left to the general reader.
struct PlainObject {
    private enum Value {
        case word(Range<Int>)
        case number(UInt64)
        case truth(Bool)
    }

    private let bytes: [UInt8]
    private var members: [(key: Range<Int>, value: Value)] = []
    private var position = 0

    /// `nil` where `bytes` are anything but such an object.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard take("{") else { return nil }
        repeat {
            guard let key = takeWord(), take(":"), let value = takeValue(),
                !members.contains(where: { bytes[$0.key] == bytes[key] })
            else { return nil }
            members.append((key, value))
        } while take(",")
        guard take("}") else { return nil }
        skipSpace()
        guard position == bytes.count else { return nil }
    }

    func number(_ key: StaticString) -> UInt64? {
        if case .number(let number) = value(of: key) { return number }
        return nil
    }

    func isTrue(_ key: StaticString) -> Bool {
        if case .truth(true) = value(of: key) { return true }
        return false
    }

    func holds(_ word: StaticString, at key: StaticString) -> Bool {
        if case .word(let range) = value(of: key) { return isEqual(range, word) }
        return false
    }
}

extension PlainObject {
    private func value(of key: StaticString) -> Value? {
        members.first { isEqual($0.key, key) }?.value
    }

    private func isEqual(_ range: Range<Int>, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    /// Passes `mark` and the space before it.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func takeWord() -> Range<Int>? {
        guard take("\"") else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\") else { return nil }
            position += 1
        }
        let word = start..<position
        return take("\"") ? word : nil
    }

    private mutating func takeValue() -> Value? {
        skipSpace()
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "\""): return takeWord().map { .word($0) }
        case UInt8(ascii: "t"): return take(literal: "true") ? .truth(true) : nil
        case UInt8(ascii: "f"): return take(literal: "false") ? .truth(false) : nil
        default: return takeNumber().map { .number($0) }
        }
    }

    private mutating func take(literal: StaticString) -> Bool {
        let end = position + literal.utf8CodeUnitCount
        guard end <= bytes.count, isEqual(position..<end, literal) else { return false }
        position = end
        return true
    }

    /// Digits alone, without leading zeros; what follows them must be the object's own mark.
    private mutating func takeNumber() -> UInt64? {
        let start = position
        var number: UInt64 = 0
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"),
            digit < 10
        {
            guard position - start < 18 else { return nil }
            number = number * 10 + UInt64(digit)
            position += 1
        }
        let count = position - start
        guard count > 0, count == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return number
    }
}
