import Documents

/// Something in a plan that does not do what it seems to say.
package struct PlanWarning: Equatable, Sendable, CustomStringConvertible {
    package enum Severity: String, Sendable, Codable {
        /// It happens, but otherwise than one may think.
        case warning
        /// Something that the plan asks for would silently not happen, or happen twice.
        case error
    }

    package let severity: Severity
    package let file: String
    package let line: Int
    package let column: Int
    package let message: String
    /// Whether it concerns a grid whose field of view is not known yet; filling it in settles this.
    package let isAboutUnknownField: Bool

    init(
        _ severity: Severity, at place: Document, _ message: String,
        isAboutUnknownField: Bool = false
    ) {
        self.severity = severity
        file = place.file
        line = place.line
        column = place.column
        self.message = message
        self.isAboutUnknownField = isAboutUnknownField
    }

    /// `plan.yaml:3:1: …`; who tells it says how grave it is.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}
