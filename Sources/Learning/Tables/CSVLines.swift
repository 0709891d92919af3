/// Takes text with comma-separated values apart, record by record.
struct CSVLines {
    private let path: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var line = 1

    init(_ text: String, path: String) throws(LearningError) {
        self.path = path
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        self.scalars = scalars
    }

    /// The next record and the line it begins in; `nil` at the end.
    mutating func next() throws(LearningError) -> (line: Int, fields: [String])? {
        guard place < scalars.count else { return nil }
        let first = line
        var fields: [String] = []
        while true {
            fields.append(scalars[safe: place] == "\"" ? try quoted() : try plain())
            guard place < scalars.count else { return (first, fields) }
            let scalar = scalars[place]
            place += 1
            if scalar == "," { continue }
            if scalar == "\r", scalars[safe: place] == "\n" { place += 1 }
            line += 1
            return (first, fields)
        }
    }

    /// A field up to the next comma or the line's end.
    private mutating func plain() throws(LearningError) -> String {
        var field = String.UnicodeScalarView()
        while let scalar = scalars[safe: place], scalar != ",", scalar != "\n", scalar != "\r" {
            guard scalar != "\"" else { throw fail("a quote inside a field without quotes") }
            field.append(scalar)
            place += 1
        }
        return String(field)
    }

    /// A field in quotes; two quotes in it are one.
    private mutating func quoted() throws(LearningError) -> String {
        var field = String.UnicodeScalarView()
        let first = line
        place += 1
        while let scalar = scalars[safe: place] {
            place += 1
            if scalar == "\n" { line += 1 }
            guard scalar == "\"" else {
                field.append(scalar)
                continue
            }
            guard scalars[safe: place] == "\"" else {
                let next = scalars[safe: place]
                guard next == nil || next == "," || next == "\n" || next == "\r" else {
                    throw fail("text after a closing quote")
                }
                return String(field)
            }
            field.append("\"")
            place += 1
        }
        throw LearningError("\(path):\(first)", "a quote is opened and never closed")
    }

    private func fail(_ message: String) -> LearningError {
        LearningError("\(path):\(line)", message)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        index < count ? self[index] : nil
    }
}
