/// The nodes of a network, in an order in which they can be run.
package struct ONNXGraph: Sendable, Equatable {
    package var name: String
    package var nodes: [ONNXNode]
    /// Weights and constants by name.
    package var initializers: [String: ONNXTensor]
    /// What a caller provides; without those that an initializer provides.
    package var inputs: [ONNXValue]
    package var outputs: [ONNXValue]

    package init(
        name: String, nodes: [ONNXNode], initializers: [String: ONNXTensor] = [:],
        inputs: [ONNXValue], outputs: [ONNXValue]
    ) {
        self.name = name
        self.nodes = nodes
        self.initializers = initializers
        self.inputs = inputs
        self.outputs = outputs
    }
}
