internal import ONNX

extension NetworkImport {
    mutating func readSoftmax(_ node: ONNXNode) throws {
        let axis = try node.int("axis", default: -1)
        if case .rows(let source) = known[node.inputs.first ?? ""], axis == 1 || axis == -1 {
            let made = append(node.title, .softmax, [source], channels: channels[source])
            return try set(node, .rows(made))
        }
        guard opset >= 13 else {
            throw NetworkError(
                node.title, "before version 13 it runs over y and x, too, which is not known here")
        }
        let (source, isLast) = try layer(node, 0)
        guard axis == (isLast ? 3 : 1) || axis == (isLast ? -1 : -3) else {
            throw NetworkError(node.title, "only a softmax along the channels is known")
        }
        let made = append(node.title, .softmax, [source], channels: channels[source])
        try set(node, .layer(made, isLast: isLast))
    }

    mutating func readConcatenation(_ node: ONNXNode) throws {
        guard [1, -3].contains(try node.int("axis")) else {
            throw NetworkError(node.title, "only channels can be put behind one another")
        }
        var sources: [Int] = []
        for place in node.inputs.indices { sources.append(try image(node, place)) }
        let made = append(
            node.title, .concatenation, sources,
            channels: sources.reduce(0) { $0 + channels[$1] })
        try set(node, .layer(made, isLast: false))
    }

    mutating func readArithmetic(_ node: ONNXNode) throws {
        let constants = node.inputs.indices.filter { isConstant(node, $0) }
        if constants.count == 1, node.inputs.count == 2 {
            return try readConstantArithmetic(node, constant: constants[0])
        }
        guard node.operation != "Sub", node.operation != "Div", constants.isEmpty else {
            throw NetworkError(node.title, "\(node.operation) of these inputs is not known here")
        }
        var sources: [Int] = []
        var order = false
        for place in node.inputs.indices {
            let (source, isLast) = try layer(node, place)
            guard sources.isEmpty || isLast == order else {
                throw NetworkError(node.title, "its inputs name their axes differently")
            }
            order = isLast
            sources.append(source)
        }
        guard let first = sources.first,
            sources.allSatisfy({ channels[$0] == channels[first] })
        else { throw NetworkError(node.title, "its inputs have different numbers of channels") }
        guard sources.count > 1 else { return try set(node, .layer(first, isLast: order)) }
        let made = append(
            node.title, node.operation == "Mul" ? .multiplication : .addition, sources,
            channels: channels[first])
        try set(node, .layer(made, isLast: order))
    }

    /// A factor and a summand for each channel: a convolution of one pixel and one channel.
    private mutating func readConstantArithmetic(_ node: ONNXNode, constant: Int) throws {
        let (source, isLast) = try layer(node, 1 - constant)
        let count = channels[source]
        let numbers = try broadcast(node, constant, over: count, isLast: isLast)
        var factors = [Float](repeating: 1, count: count)
        var summands = [Float](repeating: 0, count: count)
        switch node.operation {
        case "Mul": factors = numbers
        case "Div" where constant == 1: factors = numbers.map { 1 / $0 }
        case "Sub" where constant == 1: summands = numbers.map { -$0 }
        case "Sub":
            factors = factors.map { -$0 }
            summands = numbers
        case "Add", "Sum": summands = numbers
        default: throw NetworkError(node.title, "a number divided by an image is not known")
        }
        let made = append(
            node.title, .convolution(.same(1), channels: count, groups: count), [source],
            channels: count,
            [("weight", [count, 1, 1, 1], factors, true), ("bias", [count], summands, true)])
        try set(node, .layer(made, isLast: isLast))
    }

    /// The numbers of a constant that is one number or one for each channel.
    private func broadcast(
        _ node: ONNXNode, _ argument: Int, over count: Int, isLast: Bool
    ) throws -> [Float] {
        let tensor = try tensor(node, argument)
        let values = try floats(node, argument)
        if values.count == 1 { return [Float](repeating: values[0], count: count) }
        let trailing = isLast ? 0 : 2
        let axis = tensor.shape.count - 1 - trailing
        let isOfChannels = axis >= 0 && tensor.shape[axis] == count && values.count == count
        guard isOfChannels else {
            throw NetworkError(
                node.title, "a constant of shape \(tensor.shape) for \(count) channels is not known"
            )
        }
        return values
    }

    mutating func readGemm(_ node: ONNXNode) throws {
        guard case .rows(let source) = known[node.inputs.first ?? ""] else {
            throw NetworkError(node.title, "expected one row an image")
        }
        guard try node.int("transA", default: 0) == 0, try node.float("alpha", default: 1) == 1,
            try node.float("beta", default: 1) == 1
        else { throw NetworkError(node.title, "only a plain product and sum are known") }
        let isTransposed = try node.int("transB", default: 0) == 1
        let tensor = try tensor(node, 1)
        guard tensor.shape.count == 2 else {
            throw NetworkError(node.title, "expected a matrix, not \(tensor.shape)")
        }
        let outputs = tensor.shape[isTransposed ? 0 : 1]
        let values = try floats(node, 1)
        let weights = isTransposed ? values : transposed(values, tensor.shape)
        var bias = [Float](repeating: 0, count: outputs)
        if node.inputs.count > 2, !node.inputs[2].isEmpty {
            let given = try floats(node, 2)
            guard given.count == outputs || given.count == 1 else {
                throw NetworkError(node.title, "expected \(outputs) numbers to add")
            }
            bias = given.count == 1 ? bias.map { _ in given[0] } : given
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
        let (source, isLast) = try layer(node, 0)
        let matrix = try tensor(node, 1)
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
