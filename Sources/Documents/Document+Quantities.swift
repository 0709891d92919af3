extension Document {
    /// A number with its unit, such as `12 mW` or `3 J/cm2`, converted to `unit`.
    ///
    /// Spaces between number and unit are free; µ may be written u, and a raised two as 2.
    ///
    /// - Parameter example: The unit that an error proposes; `nil` for the usual one.
    /// - Throws: for a bare number, a unit of another kind, and anything that is not finite.
    package func quantity(
        _ unit: Unit, proposing example: String? = nil
    ) throws(DocumentError) -> Double {
        let example = example ?? unit.preferredSymbol
        guard kind == .scalar else {
            throw fail("expected \(unit.noun), such as 3 \(example), but found \(found)")
        }
        let (number, symbol) = Self.split(text)
        guard let value = Self.number(number) else {
            throw fail("\"\(text)\" is not \(unit.noun); write it in \(example), e.g. 3 \(example)")
        }
        if symbol.isEmpty {
            throw fail("\"\(text)\" has no unit; write it in \(example), e.g. \(number) \(example)")
        }
        guard let factor = unit.factor(symbol) else {
            throw fail(
                "\"\(text)\" is not \(unit.noun); write it in \(example), e.g. \(number) \(example)"
            )
        }
        let result = value * factor
        guard result.isFinite else { throw fail("\"\(text)\" is too large for \(unit.noun)") }
        return result
    }

    /// A time span such as `100 ms` or `2 min`.
    package func duration() throws(DocumentError) -> Duration {
        let seconds = try quantity(.seconds)
        // Beyond this `Duration` would trap; no run lasts 3 000 years.
        guard abs(seconds) < 1e11 else { throw fail("\"\(text)\" is too long for a duration") }
        return .seconds(seconds)
    }

    /// Parts `text` into its number and its unit, the latter in one spelling.
    private static func split(_ text: String) -> (number: String, symbol: String) {
        let scalars = Array(text.unicodeScalars)
        func isNumeric(_ index: Int) -> Bool {
            let scalar = scalars[index]
            if ("0"..."9").contains(scalar) || "+-.".unicodeScalars.contains(scalar) { return true }
            guard scalar == "e" || scalar == "E", index > 0, index + 1 < scalars.count else {
                return false
            }
            return ("0"..."9").contains(scalars[index + 1])
                || "+-".unicodeScalars.contains(scalars[index + 1])
        }
        let end = scalars.indices.first { !isNumeric($0) } ?? scalars.count
        var number = String.UnicodeScalarView()
        number.append(contentsOf: scalars[..<end])
        var symbol = ""
        for scalar in scalars[end...] where scalar != " " && scalar != "^" {
            switch scalar {
            case "µ", "\u{3BC}": symbol += "u"
            case "²": symbol += "2"
            case "°": break
            default: symbol.unicodeScalars.append(scalar)
            }
        }
        return (String(number), symbol)
    }
}
