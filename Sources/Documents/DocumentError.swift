/// What is wrong with a document, and where.
package struct DocumentError: Error, Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counts from 1.
    package let line: Int
    /// Counts characters from 1.
    package let column: Int
    package let message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `plan.yaml:12:5: unknown key "chanels"; did you mean "channels"?`
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
