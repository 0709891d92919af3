/// Why an ONNX file cannot be read or written: one sentence that names the thing and what was
/// expected.
package struct ONNXError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Sendable {
        /// The file cannot be opened or read to its end.
        case unreadableFile
        /// The bytes are no ONNX file, or end too early.
        case malformed
        /// The file is larger than any network we would run, or makes us allocate too much.
        case tooLarge
        /// The file says something that ONNX allows and we do not offer.
        case unsupported
        /// A tensor's shape and its data disagree, or a shape is absurd.
        case wrongShape
        /// The graph does not hang together: a name nobody makes, made twice, or in a circle.
        case brokenGraph
        /// An operator lacks an attribute, or has one of another type.
        case wrongAttribute
    }

    package let reason: Reason
    package let description: String

    package init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
