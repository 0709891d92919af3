/// Walks over a YAML text as the parser's scanner would, and stops at the first anchor, alias, tag
/// or directive, so that nothing of the kind ever reaches the parser.
///
/// It must know where texts begin and end, because `*`, `&` and `!` are ordinary characters inside
/// them. Where it cannot be sure it refuses, with a way to write the same thing plainly.
///
/// - Source: YAML 1.2.2, chapters 5 to 9; libyaml 0.2.5, `scanner.c`, where the two differ.
struct IndicatorScan {
    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1
    private var column = 1
    private var flowDepth = 0
    /// The text that ended the last line had no quotes, so this line may continue it.
    private var isPlainOpen = false
    /// Column of the first token of the latest line that holds a key or a list's dash.
    private var collectionColumn = 0
    /// Column where the key, dash or value before the current token begins.
    private var tokenColumn = 1

    init(_ text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
    }

    mutating func run() throws(DocumentError) {
        try refuseControlCharacters()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        while index < bytes.count { try scanLine() }
    }

    private func failure(_ message: String) -> DocumentError {
        DocumentError(file: file, line: line, column: column, message: message)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    private func isBlankOrEnd(_ offset: Int) -> Bool {
        guard let byte = byte(offset) else { return true }
        return [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    private mutating func advance() {
        if bytes[index] == 0x0A {
            line += 1
            column = 1
        } else if bytes[index] & 0xC0 != 0x80 {
            column += 1
        }
        index += 1
    }

    private mutating func skipBlanks() {
        while let byte = byte(), byte == 0x20 || byte == 0x09 { advance() }
    }

    private mutating func skipToEndOfLine() {
        while let byte = byte(), byte != 0x0A { advance() }
    }
}

extension IndicatorScan {
    /// Line breaks that only YAML knows, and bytes that end its input early, could hide a token.
    private mutating func refuseControlCharacters() throws(DocumentError) {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar = " "
        for (place, scalar) in String(decoding: bytes, as: UTF8.self).unicodeScalars.enumerated() {
            let isControl = scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
            let isBreak = ["\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
            let isMark = scalar == "\u{FEFF}" && place > 0
            if isControl || isBreak || isMark || (previous == "\r" && scalar != "\n") {
                throw DocumentError(
                    file: file, line: line, column: column,
                    message: "the character U+\(String(scalar.value, radix: 16, uppercase: true)) "
                        + "does not belong here")
            }
            column += 1
            if scalar == "\n" {
                line += 1
                column = 1
            }
            previous = scalar
        }
    }

    private mutating func scanLine() throws(DocumentError) {
        if try skipDocumentMarker() { return }
        skipBlanks()
        let firstColumn = column
        if isPlainOpen, let byte = byte(), ![0x0A, 0x0D].contains(byte) {
            try continuePlain(at: firstColumn)
        }
        tokenColumn = firstColumn
        while let byte = byte() {
            switch byte {
            case 0x0A:
                advance()
                return
            case 0x20, 0x09, 0x0D: advance()
            case UInt8(ascii: "#"): skipToEndOfLine()
            default: try scanToken(byte, firstColumn: firstColumn)
            }
        }
    }

    /// `---` may open the one document; anything else of the kind starts a second one.
    private mutating func skipDocumentMarker() throws(DocumentError) -> Bool {
        guard column == 1, isBlankOrEnd(3), let first = byte(), let second = byte(1),
            let third = byte(2), first == second, second == third
        else { return false }
        if first == UInt8(ascii: ".") { throw failure("write one document, without \"...\"") }
        guard first == UInt8(ascii: "-") else { return false }
        guard flowDepth == 0, collectionColumn == 0, !isPlainOpen else {
            throw failure("write one document, without a second \"---\"")
        }
        for _ in 0..<3 { advance() }
        return false
    }

    /// Goes on with a text without quotes that began on an earlier line.
    private mutating func continuePlain(at firstColumn: Int) throws(DocumentError) {
        if flowDepth > 0 {
            if byte() != UInt8(ascii: "#") { scanPlain() } else { isPlainOpen = false }
            return
        }
        isPlainOpen = false
        let isOpening = byte().map { "\"'|>[{".utf8.contains($0) } ?? false
        if isOpening, firstColumn > collectionColumn {
            throw failure("a text over several lines must be put in quotes")
        }
    }

    private mutating func scanToken(_ byte: UInt8, firstColumn: Int) throws(DocumentError) {
        switch byte {
        case UInt8(ascii: "&"): throw failure("anchors are not allowed; repeat the value")
        case UInt8(ascii: "*"):
            throw failure("aliases are not allowed; repeat the value, or put the text in quotes")
        case UInt8(ascii: "!"): throw failure("tags are not allowed; put the text in quotes")
        case UInt8(ascii: "%") where column == 1: throw failure("directives are not allowed")
        case UInt8(ascii: "\""), UInt8(ascii: "'"): try scanQuoted(byte)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            flowDepth += 1
            guard flowDepth <= 100 else { throw failure("nested more than 100 deep") }
            advance()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            flowDepth = max(0, flowDepth - 1)
            advance()
        case UInt8(ascii: ","): advance()
        case UInt8(ascii: ":") where flowDepth > 0 || isBlankOrEnd(1),
            UInt8(ascii: "?") where flowDepth > 0 || isBlankOrEnd(1),
            UInt8(ascii: "-") where isBlankOrEnd(1):
            if flowDepth == 0 { collectionColumn = firstColumn }
            if byte == UInt8(ascii: "-") { tokenColumn = column }
            advance()
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            if flowDepth == 0 { try skipBlockScalar() } else { advance() }
        default:
            tokenColumn = column
            scanPlain()
        }
    }

    /// Leaves the scan after a text without quotes, or at the end of the line.
    private mutating func scanPlain() {
        isPlainOpen = false
        var isAfterBlank = false
        // The first character belongs to the text whatever it is, unless it ends an older text.
        while let byte = byte() {
            if byte == 0x0A || byte == 0x0D {
                isPlainOpen = true
                return
            }
            if byte == UInt8(ascii: "#"), isAfterBlank { return }
            if byte == UInt8(ascii: ":"), isBlankOrEnd(1) { return }
            if flowDepth > 0, ",[]{}".utf8.contains(byte) { return }
            isAfterBlank = byte == 0x20 || byte == 0x09
            advance()
        }
    }

    private mutating func scanQuoted(_ quote: UInt8) throws(DocumentError) {
        let start = failure("this text's quotes are never closed")
        tokenColumn = column
        advance()
        while let byte = byte() {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), self.byte(1) != nil {
                advance()
            } else if byte == quote {
                guard quote == UInt8(ascii: "'"), self.byte(1) == quote else {
                    advance()
                    return
                }
                advance()
            }
            advance()
        }
        throw start
    }

    /// Skips a text introduced by `|` or `>`: the lines that are indented further than its key.
    private mutating func skipBlockScalar() throws(DocumentError) {
        let parent = tokenColumn
        advance()
        while let byte = byte(), byte != 0x0A, byte != UInt8(ascii: "#") {
            guard !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
                throw failure("write the text without stating its indentation")
            }
            advance()
        }
        skipToEndOfLine()
        if byte() != nil { advance() }
        var indentation: Int?
        var deepestBlank = 0
        while let (spaces, isBlank) = indentationOfLine() {
            if isBlank {
                if indentation == nil { deepestBlank = max(deepestBlank, spaces) }
            } else {
                let wanted = indentation ?? max(parent, deepestBlank)
                guard spaces >= wanted else { return }
                indentation = indentation ?? spaces
            }
            skipToEndOfLine()
            if byte() != nil { advance() }
        }
    }

    /// Leading spaces of the line that starts here; `nil` at the end of the text.
    private func indentationOfLine() -> (spaces: Int, isBlank: Bool)? {
        guard index < bytes.count else { return nil }
        let spaces = bytes[index...].prefix { $0 == 0x20 }.count
        return (spaces, byte(spaces).map { $0 == 0x0A || $0 == 0x0D } ?? true)
    }
}
