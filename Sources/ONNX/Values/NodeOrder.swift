/// A depth-first walk that lists each node after those it depends on.
struct NodeOrder {
    private enum Visit { case notYet, underway, done }

    private let nodes: [ONNXNode]
    private let makers: [String: Int?]
    private var visits: [Visit]
    private var order: [Int] = []

    /// `makers` gives for each name the index of the node that makes it, `nil` where none needs to.
    init(nodes: [ONNXNode], makers: [String: Int?]) {
        self.nodes = nodes
        self.makers = makers
        visits = Array(repeating: .notYet, count: nodes.count)
    }

    /// The indices of all nodes, in order.
    mutating func sorted() throws(ONNXError) -> [Int] {
        for index in nodes.indices where visits[index] == .notYet { try visit(index) }
        return order
    }

    private mutating func visit(_ start: Int) throws(ONNXError) {
        // A stack of our own: a chain of a million nodes must not overflow the thread's.
        var path = [(node: start, argument: 0)]
        visits[start] = .underway
        while let (node, argument) = path.last {
            guard argument < nodes[node].inputs.count else {
                visits[node] = .done
                order.append(node)
                path.removeLast()
                continue
            }
            path[path.count - 1].argument += 1
            guard let maker = makers[nodes[node].inputs[argument]] ?? nil else { continue }
            switch visits[maker] {
            case .done: continue
            case .underway:
                throw ONNXError(
                    .brokenGraph, "\(nodes[node].title): waits for its own result, in a circle")
            case .notYet:
                visits[maker] = .underway
                path.append((maker, 0))
            }
        }
    }
}
