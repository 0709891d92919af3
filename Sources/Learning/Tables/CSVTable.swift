internal import Documents

/// A small table of text with a header, read strictly.
///
/// - Source: RFC 4180; lines may end in LF alone, and the file may begin with a byte order mark.
struct CSVTable {
    struct Row {
        let path: String
        /// Counts from 1; the header's is 1.
        let line: Int
        fileprivate let fields: [String]
        fileprivate let columns: [String: Int]

        /// The field of a column; `nil` where it is empty or the table has no such column.
        subscript(column: String) -> String? {
            guard let index = columns[column], !fields[index].isEmpty else { return nil }
            return fields[index]
        }

        func fail(_ message: String) -> LearningError { LearningError("\(path):\(line)", message) }

        /// The number in a column; `nil` where there is none.
        func number(_ column: String) throws(LearningError) -> Double? {
            guard let text = self[column] else { return nil }
            guard let value = Double(text), value.isFinite else {
                throw fail("\(column) is a number, not \"\(text.prefix(40))\"")
            }
            return value
        }

        /// The whole number in a column; `nil` where there is none.
        func wholeNumber(_ column: String) throws(LearningError) -> Int? {
            guard let text = self[column] else { return nil }
            guard let value = Int(text), value >= 0 else {
                throw fail("\(column) is a whole number from 0 up, not \"\(text.prefix(40))\"")
            }
            return value
        }

        /// The text in a column that must have one.
        func required(_ column: String) throws(LearningError) -> String {
            guard let text = self[column] else { throw fail("\(column) is empty") }
            return text
        }
    }

    let rows: [Row]

    /// Reads the table in `bytes`.
    ///
    /// - Parameters:
    ///   - path: The file's, for errors.
    ///   - required: Columns that must be there.
    ///   - optional: Columns that may be there; any other is refused.
    init(
        _ bytes: [UInt8], path: String, required: [String], optional: [String]
    ) throws(LearningError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LearningError(path, "this is no UTF-8 text; save the table as \"CSV UTF-8\"")
        }
        var lines = try CSVLines(text, path: path)
        guard let header = try lines.next() else {
            throw LearningError(path, "the table is empty; its first line names the columns")
        }
        let columns = try Self.columns(header, path, required, optional)
        var rows: [Row] = []
        while let (line, fields) = try lines.next() {
            if fields == [""] { continue }
            guard fields.count == header.fields.count else {
                throw LearningError(
                    "\(path):\(line)",
                    "\(fields.count) fields, but the header names \(header.fields.count) columns")
            }
            rows.append(Row(path: path, line: line, fields: fields, columns: columns))
        }
        self.rows = rows
    }

    private static func columns(
        _ header: (line: Int, fields: [String]), _ path: String, _ required: [String],
        _ optional: [String]
    ) throws(LearningError) -> [String: Int] {
        var columns: [String: Int] = [:]
        let place = "\(path):\(header.line)"
        for (index, name) in header.fields.enumerated() {
            guard (required + optional).contains(name) else {
                throw LearningError(place, unknown("column", name, known: required + optional))
            }
            guard columns.updateValue(index, forKey: name) == nil else {
                throw LearningError(place, "the column \"\(name)\" is there twice")
            }
        }
        if let missing = required.first(where: { columns[$0] == nil }) {
            throw LearningError(place, "there is no column \"\(missing)\"")
        }
        return columns
    }
}
