/// Text for XML in plain ASCII, so that no reader can mistake its encoding.
enum XMLText {
    /// Escapes `text` for an attribute value or an element; characters XML forbids become `?`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case " "..."~": result.unicodeScalars.append(scalar)
            case "\t", "\n", "\r", "\u{80}"..."\u{FFFD}", "\u{10000}"...:
                result += "&#\(scalar.value);"
            default: result += "?"
            }
        }
        return result
    }
}
