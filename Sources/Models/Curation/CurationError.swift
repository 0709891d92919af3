/// Why a set of training data cannot be used as it is.
package struct CurationError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case empty
        /// Too few positions, frames or pixels to hold anything out.
        case cannotSplit
        /// Only one class is there.
        case singleClass
        /// What is trained on is also what is tested on.
        case leak
        case shapeMismatch
        case notFinite
        case missingPixelSize
        case missingChannel
    }

    package let reason: Reason
    /// The thing, the place and the next step, in one line.
    package let description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
