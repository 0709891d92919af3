extension ONNXNode {
    /// Checks a decoded node, the graph's `index`th.
    init(_ message: Onnx_NodeProto, index: Int) throws(ONNXError) {
        self.init(
            name: message.name, operation: message.opType, inputs: message.input,
            outputs: message.output)
        guard !operation.isEmpty else {
            throw ONNXError(.malformed, "node \(index) \(quoted(name)) names no operator")
        }
        guard ONNXModel.isONNX(domain: message.domain) else {
            throw ONNXError(
                .unsupported,
                "\(title): is of domain \(quoted(message.domain)) where ONNX's own was expected")
        }
        for attribute in message.attribute {
            let title = "\(title): attribute \(quoted(attribute.name))"
            guard !attribute.name.isEmpty else {
                throw ONNXError(.malformed, "\(self.title): an attribute has no name")
            }
            let value = try ONNXAttribute(attribute, title: title)
            guard attributes.updateValue(value, forKey: attribute.name) == nil else {
                throw ONNXError(.malformed, "\(title) is given twice")
            }
        }
    }
}
