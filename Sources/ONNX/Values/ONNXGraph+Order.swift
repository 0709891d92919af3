extension ONNXGraph {
    /// The nodes, each after those whose results it takes; as they are where they are in order.
    ///
    /// - Throws: ``ONNXError`` where a name is made twice or by nobody, or nodes wait for each other.
    /// - Complexity: One pass over all arguments; no recursion, however deep the graph.
    func nodesInOrder() throws(ONNXError) -> [ONNXNode] {
        let makers = try makersOfNames()
        try checkEveryNameIsMade(makers)
        var order = NodeOrder(nodes: nodes, makers: makers)
        return try order.sorted().map { nodes[$0] }
    }

    /// For each name, the index of the node that makes it; `nil` for an input or initializer.
    private func makersOfNames() throws(ONNXError) -> [String: Int?] {
        var makers: [String: Int?] = [:]
        for name in initializers.keys { makers.updateValue(nil, forKey: name) }
        for input in inputs {
            guard !input.name.isEmpty else { throw ONNXError(.brokenGraph, "an input has no name") }
            guard makers.updateValue(nil, forKey: input.name) == nil else {
                throw ONNXError(.brokenGraph, "input \(quoted(input.name)) is declared twice")
            }
        }
        for (index, node) in nodes.enumerated() {
            for output in node.outputs where !output.isEmpty {
                guard makers.updateValue(index, forKey: output) == nil else {
                    throw ONNXError(
                        .brokenGraph,
                        "\(node.title): makes \(quoted(output)), which is made elsewhere too")
                }
            }
        }
        return makers
    }

    private func checkEveryNameIsMade(_ makers: [String: Int?]) throws(ONNXError) {
        for node in nodes {
            for input in node.inputs where !input.isEmpty && makers[input] == nil {
                throw ONNXError(
                    .brokenGraph,
                    "\(node.title): takes \(quoted(input)), which no node, input or initializer makes"
                )
            }
        }
        guard !outputs.isEmpty else { throw ONNXError(.brokenGraph, "the graph has no output") }
        var outputNames: Set<String> = []
        for output in outputs {
            guard makers[output.name] != nil else {
                throw ONNXError(
                    .brokenGraph, "output \(quoted(output.name)) is made by no node of the graph")
            }
            guard outputNames.insert(output.name).inserted else {
                throw ONNXError(.brokenGraph, "output \(quoted(output.name)) is declared twice")
            }
        }
    }
}
