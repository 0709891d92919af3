/// The messages of `onnx.proto`, as far as ``WireScan`` must know them: which field of which message
/// holds a message again.
enum WireMessage: String {
    case model, graph, node, attribute, tensor, value, type, tensorType, shape, dimension
    case operatorSet, entry

    /// What `field` of this message holds, where that is a message.
    func message(inField field: UInt64) -> WireMessage? {
        switch (self, field) {
        case (.model, 7): .graph
        case (.model, 8): .operatorSet
        case (.model, 14): .entry
        case (.graph, 1): .node
        case (.graph, 5), (.attribute, 5): .tensor
        case (.graph, 11), (.graph, 12): .value
        case (.node, 5): .attribute
        case (.value, 2): .type
        case (.type, 1): .tensorType
        case (.tensorType, 2): .shape
        case (.shape, 1): .dimension
        default: nil
        }
    }
}
