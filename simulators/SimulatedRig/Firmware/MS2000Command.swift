/// One command line of the MS-2000, taken apart.
struct MS2000Command: Equatable, Sendable {
    /// What stands behind a letter, e.g. `X=5`, `X?`, `X+`, `X`.
    enum Operation: Equatable, Sendable {
        case bare
        case value(Double)
        case query
        case plus
        case minus
    }

    struct Argument: Equatable, Sendable {
        /// `nil` for a number without a letter.
        var letter: Character?
        var operation: Operation
    }

    /// The controller's own error numbers.
    ///
    /// - Source: ASI MS-2000 command set, error codes.
    enum Failure: Int, Error, Sendable {
        case unknownCommand = 1
        case unknownAxis = 2
        case missingParameter = 3
        case outOfRange = 4
        case failed = 5
        case syntax = 6
        case halted = 21
    }

    /// In its short form, upper case.
    var verb: String
    var arguments: [Argument]

    /// The controller reads no longer numbers.
    private static let longestNumber = 16

    private static let shortForms = [
        "MOVE": "M", "MOVREL": "R", "WHERE": "W", "STATUS": "/", "RDSTAT": "RS", "RDSBYTE": "RB",
        "HALT": "\\", "SPEED": "S", "ACCEL": "AC", "BACKLASH": "B", "SETLOW": "SL", "SETUP": "SU",
        "VERSION": "V", "BUILD": "BU", "CDATE": "CD", "WAIT": "WT", "PCROS": "PC", "ERROR": "E",
        "HERE": "H", "ZERO": "Z", "OVERSHOOT": "OS", "MAINTAIN": "MA", "MOTCTRL": "MC",
        "HOME": "!", "JSSPD": "JS", "UNITS": "UM", "RBMODE": "RM", "LOAD": "LD", "RTIME": "RT",
    ]

    init(_ line: String) throws(Failure) {
        var rest = Substring(line.uppercased())
        rest.dropSpaces()
        guard let first = rest.first else { throw .unknownCommand }
        let name: Substring
        if "/\\!".contains(first) {
            name = rest.prefix(1)
        } else {
            name = rest.prefix { $0 != " " }
        }
        rest = rest.dropFirst(name.count)
        verb = Self.shortForms[String(name)] ?? String(name)
        arguments = []
        rest.dropSpaces()
        while !rest.isEmpty {
            arguments.append(try Self.argument(&rest))
            rest.dropSpaces()
        }
    }

    private static func argument(_ rest: inout Substring) throws(Failure) -> Argument {
        guard let first = rest.first else { throw .syntax }
        guard first.isASCII && first.isLetter else {
            return Argument(letter: nil, operation: .value(try number(&rest)))
        }
        rest.removeFirst()
        rest.dropSpaces()
        switch rest.first {
        case "=":
            rest.removeFirst()
            rest.dropSpaces()
            return Argument(letter: first, operation: .value(try number(&rest)))
        case "?":
            rest.removeFirst()
            return Argument(letter: first, operation: .query)
        case "+":
            rest.removeFirst()
            return Argument(letter: first, operation: .plus)
        case "-":
            rest.removeFirst()
            return Argument(letter: first, operation: .minus)
        default:
            return Argument(letter: first, operation: .bare)
        }
    }

    private static func number(_ rest: inout Substring) throws(Failure) -> Double {
        let text = rest.prefix { ($0.isASCII && $0.isNumber) || "+-.".contains($0) }
        rest = rest.dropFirst(text.count)
        guard !text.isEmpty, text.count <= longestNumber, let value = Double(text) else {
            throw .syntax
        }
        return value
    }
}

extension Substring {
    fileprivate mutating func dropSpaces() {
        self = drop { $0 == " " || $0 == "\t" }
    }
}
