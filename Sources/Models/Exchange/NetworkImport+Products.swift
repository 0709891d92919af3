internal import ONNX

/// Matrices, the probabilities behind them, and GELU where a program spells it out.
extension NetworkImport {
    mutating func readSoftmax(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let axis = try node.int("axis", default: opset >= 13 ? -1 : 1)
        guard opset >= 13 || value.form == .row else {
            throw NetworkError(
                node.title, "before version 13 it runs over y and x, too, which is not known here")
        }
        guard value.axis(axis) == .channels else {
            throw NetworkError(node.title, "only a softmax along the channels is known")
        }
        try append(node, .softmax, to: value)
    }

    mutating func readGemm(_ node: ONNXNode) throws {
        let value = try value(node)
        guard value.form == .row || value.form == .flat else {
            throw NetworkError(node.title, "expected one row an image")
        }
        let source = value.layer
        guard try node.int("transA", default: 0) == 0 else {
            throw NetworkError(node.title, "transA is not known here")
        }
        let (alpha, beta) = (
            try node.float("alpha", default: 1), try node.float("beta", default: 1)
        )
        let isTransposed = try node.int("transB", default: 0) == 1
        let tensor = try tensor(node, 1)
        guard tensor.shape.count == 2 else {
            throw NetworkError(node.title, "expected a matrix, not \(tensor.shape)")
        }
        let outputs = tensor.shape[isTransposed ? 0 : 1]
        let values = try floats(node, 1)
        let weights = (isTransposed ? values : transposed(values, tensor.shape)).map { alpha * $0 }
        var bias = [Float](repeating: 0, count: outputs)
        if node.inputs.count > 2, !node.inputs[2].isEmpty {
            let given = try floats(node, 2)
            guard given.count == outputs || given.count == 1 else {
                throw NetworkError(node.title, "expected \(outputs) numbers to add")
            }
            bias = (given.count == 1 ? bias.map { _ in given[0] } : given).map { beta * $0 }
        }
        let made = append(
            node.title, .dense(outputs: outputs), [source], channels: outputs,
            [
                ("weight", [outputs, weights.count / max(outputs, 1)], weights, true),
                ("bias", [outputs], bias, true),
            ])
        try set(node, .rows(made))
    }

    /// A matrix along the channels: a convolution of one pixel.
    mutating func readMatrixProduct(_ node: ONNXNode) throws {
        let value = try value(node)
        let source = value.layer
        let isLast = value.form == .imageWithChannelsLast
        let matrix = try tensor(node, 1)
        if value.form == .row || value.form == .flat, matrix.shape.count == 2 {
            let outputs = matrix.shape[1]
            let made = append(
                node.title, .dense(outputs: outputs), [source], channels: outputs,
                [
                    (
                        "weight", [outputs, matrix.shape[0]],
                        transposed(try floats(node, 1), matrix.shape), true
                    ), ("bias", [outputs], [Float](repeating: 0, count: outputs), true),
                ])
            return try set(node, .rows(made))
        }
        guard isLast, matrix.shape.count == 2, matrix.shape[0] == channels[source] else {
            throw NetworkError(node.title, "only a matrix along the channels is known")
        }
        let weights = transposed(try floats(node, 1), matrix.shape)
        let outputs = matrix.shape[1]
        let made = append(
            node.title, .convolution(.same(1), channels: outputs, isBiased: false), [source],
            channels: outputs,
            [("weight", [outputs, matrix.shape[0], 1, 1], weights, true)])
        try set(node, .layer(made, isLast: true))
    }

    func transposed(_ values: [Float], _ shape: [Int]) -> [Float] {
        var result = values
        for row in 0..<shape[0] {
            for column in 0..<shape[1] {
                result[column * shape[0] + row] = values[row * shape[1] + column]
            }
        }
        return result
    }

    /// GELU as programs spell it out: x / √2 or x √½, Erf, + 1, times x, times ½, or times ½ first.
    ///
    /// - Returns: How many nodes it took; nil where the next nodes are something else.
    mutating func readGELU(_ nodes: ArraySlice<ONNXNode>) throws(NetworkError) -> Int? {
        let parts = Array(nodes.prefix(5))
        guard parts.count == 5, parts[1].operation == "Erf", parts[2].operation == "Add",
            parts[3].operation == "Mul", parts[4].operation == "Mul",
            case .layer(let source, let isLast) = known[parts[0].inputs.first ?? ""]
        else { return nil }
        for (part, next) in zip(parts, parts.dropFirst()) {
            guard part.outputs.count == 1, next.inputs.contains(part.outputs[0]),
                useCounts[part.outputs[0]] == 1
            else { return nil }
        }
        let name = parts[0].inputs[0]
        let root = number(parts[0])
        let isRoot =
            parts[0].operation == "Mul" && close(root, 0.707_106_77)
            || parts[0].operation == "Div" && close(root, 1.414_213_5)
        let isGate = parts[3].inputs.contains(name) && close(number(parts[4]), 0.5)
        guard isRoot, isGate, close(number(parts[2]), 1) else { return nil }
        let made = append(
            parts[4].title, .activation(.gelu), [source], channels: channels[source])
        try set(parts[4], .layer(made, isLast: isLast))
        return 5
    }

    /// The one constant number among a node's arguments.
    private func number(_ node: ONNXNode) -> Float? {
        for name in node.inputs {
            if case .constant(let tensor) = known[name], case .float(let values) = tensor.elements,
                values.count == 1
            {
                return values[0]
            }
        }
        return nil
    }

    private func close(_ number: Float?, _ wanted: Float) -> Bool {
        number.map { abs($0 - wanted) < 1e-4 } ?? false
    }
}
