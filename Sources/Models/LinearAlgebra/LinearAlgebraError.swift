/// Why a matrix could not be factored or used.
package struct LinearAlgebraError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case shapeMismatch
        case notFinite
        /// Some direction has no or negative length.
        case notPositiveDefinite
    }

    package let reason: Reason
    /// What was asked and what came, in one line.
    package let description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
