/// Why a trust test could not be set up or applied.
package struct TrustError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case shapeMismatch
        case notFinite
        case tooFew
        /// All training values equal where their spread divides.
        case constant
        case outOfRange
        /// A text that is no trust calibration.
        case malformed
    }

    package let reason: Reason
    /// What was asked, what came, and what to do, in one line.
    package let description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
