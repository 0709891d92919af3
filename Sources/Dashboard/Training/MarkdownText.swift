/// Texts of others inside Markdown, where they must stay text.
enum MarkdownText {
    /// On one line, and with nothing that Markdown or HTML would take for more than text.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": result += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A table of escaped cells; empty without rows.
    static func table(_ heads: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let rule = "|" + heads.map { _ in " --- |" }.joined()
        return ([line(heads), rule] + rows.map(line)).joined(separator: "\n")
    }

    /// A block in which nothing is markup.
    static func code(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { "    \($0)" }.joined(separator: "\n")
    }

    private static func line(_ cells: [String]) -> String {
        "|" + cells.map { " \(escaped($0)) |" }.joined()
    }
}
