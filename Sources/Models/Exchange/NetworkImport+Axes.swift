internal import ONNX

/// Axes of length 1 put in and taken out.
extension NetworkImport {
    mutating func readUnsqueeze(_ node: ONNXNode) throws {
        let axes = try list(node, 1, "axes") ?? []
        switch known[node.inputs.first ?? ""] {
        case .rows(let source) where Set(axes) == [2, 3] || Set(axes) == [-1, -2]:
            try set(node, .layer(source, isLast: false))
        case .rows(let source) where axes == [2] || axes == [-1]:
            try set(node, .columns(source))
        case .columns(let source) where axes == [3] || axes == [2] || axes == [-1]:
            try set(node, .layer(source, isLast: false))
        case .layer(let source, isLast: false) where axes == [3]:
            // The first of PyTorch's steps towards pixels in channels.
            try set(node, .fiveAxes(source, block: nil))
        case .rows, .columns:
            throw NetworkError(node.title, "expected the axes 2 and 3, not \(axes)")
        default: throw NetworkError(node.title, "only a row can become an image")
        }
    }

    mutating func readSqueeze(_ node: ONNXNode) throws {
        let axes = try list(node, 1, "axes") ?? []
        if case .sixAxes(let source) = known[node.inputs.first ?? ""], axes == [2, 3] {
            return try set(node, .layer(source, isLast: false))
        }
        let value = try channelValue(node)
        let named = axes.compactMap(value.axis)
        let isOne = isOnePixel(value.layer)
        guard isOne, named.count == 2, named.contains(.height),
            named.contains(.width)
        else {
            throw NetworkError(node.title, "only y and x of a single pixel can be left out here")
        }
        try set(node, .rows(value.layer))
    }
}
