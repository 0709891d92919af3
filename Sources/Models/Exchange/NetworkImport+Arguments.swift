internal import ONNX

/// What a node's arguments are.
extension NetworkImport {
    func layer(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> (Int, isLast: Bool) {
        guard argument < node.inputs.count,
            case .layer(let layer, let isLast) = known[node.inputs[argument]]
        else {
            throw NetworkError(
                node.title, "expected an image as argument \(argument + 1) of \(node.operation)")
        }
        return (layer, isLast)
    }

    /// A layer's value whose axes are (batch, channels, y, x).
    func image(_ node: ONNXNode, _ argument: Int = 0) throws(NetworkError) -> Int {
        let (layer, isLast) = try layer(node, argument)
        guard !isLast else {
            throw NetworkError(node.title, "\(node.operation) with the channels last is not known")
        }
        return layer
    }

    func isConstant(_ node: ONNXNode, _ argument: Int) -> Bool {
        guard argument < node.inputs.count, case .constant = known[node.inputs[argument]] else {
            return false
        }
        return true
    }

    func tensor(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> ONNXTensor {
        guard argument < node.inputs.count,
            case .constant(let tensor) = known[node.inputs[argument]]
        else {
            throw NetworkError(
                node.title,
                "expected fixed numbers as argument \(argument + 1) of \(node.operation)")
        }
        return tensor
    }

    func floats(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> [Float] {
        guard case .float(let values) = try tensor(node, argument).elements else {
            throw NetworkError(node.title, "expected floats as argument \(argument + 1)")
        }
        return values
    }

    func ints(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> [Int] {
        guard case .int(let values) = try tensor(node, argument).elements else {
            throw NetworkError(node.title, "expected whole numbers as argument \(argument + 1)")
        }
        return values.map { Int(clamping: $0) }
    }

    /// Notes what the node's first result stands for.
    mutating func set(_ node: ONNXNode, _ value: Known) throws(NetworkError) {
        guard let name = node.outputs.first else {
            throw NetworkError(node.title, "it makes nothing")
        }
        known[name] = value
    }
}
