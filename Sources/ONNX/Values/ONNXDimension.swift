/// The size of one axis of a graph's input or output.
package enum ONNXDimension: Sendable, Equatable {
    case fixed(Int)
    /// Chosen by the caller; the same wherever the same name stands.
    case named(String)
    case unknown
}
