extension ONNXGraph {
    /// Checks a decoded graph and brings its nodes into an order in which they can be run.
    init(_ message: Onnx_GraphProto) throws(ONNXError) {
        guard message.sparseInitializer.isEmpty else {
            throw ONNXError(
                .unsupported, "the graph holds sparse tensors; dense ones were expected")
        }
        let initializers = try Self.initializers(message.initializer)
        var inputs: [ONNXValue] = []
        var inputNames: Set<String> = []
        for input in message.input {
            guard inputNames.insert(input.name).inserted else {
                throw ONNXError(.brokenGraph, "input \(quoted(input.name)) is declared twice")
            }
            // Before version 4 of the format, weights were listed among the inputs too.
            guard initializers[input.name] == nil else { continue }
            inputs.append(try ONNXValue(input, role: "input"))
        }
        var outputs: [ONNXValue] = []
        for output in message.output { outputs.append(try ONNXValue(output, role: "output")) }
        var nodes: [ONNXNode] = []
        nodes.reserveCapacity(message.node.count)
        for (index, node) in message.node.enumerated() {
            nodes.append(try ONNXNode(node, index: index))
        }

        self.init(
            name: message.name, nodes: nodes, initializers: initializers, inputs: inputs,
            outputs: outputs)
        self.nodes = try nodesInOrder()
    }

    private static func initializers(
        _ tensors: [Onnx_TensorProto]
    ) throws(ONNXError) -> [String: ONNXTensor] {
        var initializers: [String: ONNXTensor] = [:]
        for tensor in tensors {
            guard !tensor.name.isEmpty else {
                throw ONNXError(.brokenGraph, "an initializer has no name")
            }
            let title = "initializer \(quoted(tensor.name))"
            guard initializers[tensor.name] == nil else {
                throw ONNXError(.brokenGraph, "\(title) is given twice")
            }
            initializers[tensor.name] = try ONNXTensor(tensor, title: title)
        }
        return initializers
    }
}
