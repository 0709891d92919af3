import Documents
import GRDB

extension Journal {
    /// Every row in order, one to a line, so that two runs can be compared by `diff`.
    ///
    /// Table by table, rows in the order of writing: table, transaction, then each column as
    /// `name=value`. Text is quoted with JSON's escapes; numbers are written so that no digit is
    /// lost.
    package func canonicalText() throws(StorageError) -> String {
        try read { database in
            var text = ""
            for table in JournalTable.allCases where try database.tableExists(table.rawValue) {
                let sql = "SELECT * FROM \"\(table.rawValue)\" ORDER BY id"
                let rows = try Row.fetchCursor(database, sql: sql)
                while let row = try rows.next() {
                    text += table.rawValue
                    for (name, value) in row where name != "id" {
                        text += " \(name)=\(Self.canonical(value))"
                    }
                    text += "\n"
                }
            }
            return text
        }
    }

    /// SHA-256 of ``canonicalText()`` in hexadecimal.
    package func digest() throws(StorageError) -> String {
        SHA256Digest.hexadecimal(of: Array(try canonicalText().utf8))
    }

    private static func canonical(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "null"
        case .int64(let number): "\(number)"
        case .double(let number): "\(number)"
        case .string(let text): quoted(text)
        case .blob(let data): "blob of \(data.count) bytes"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{2029}":
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
