internal import ONNX

extension NetworkImport {
    mutating func readBatchNormalization(_ node: ONNXNode) throws {
        let source = try image(node)
        let count = channels[source]
        let names = ["scale", "shift", "mean", "variance"]
        var parameters: [(name: String, shape: [Int], values: [Float], isLearned: Bool)] = []
        for (place, name) in names.enumerated() {
            let values = try channelNumbers(node, place + 1, count)
            parameters.append((name, [count], values, place < 2))
        }
        let operation = Operation.batchNormalization(
            epsilon: try node.float("epsilon", default: 1e-5))
        let made = append(node.title, operation, [source], channels: count, parameters)
        try set(node, .layer(made, isLast: false))
    }

    mutating func readInstanceNormalization(_ node: ONNXNode) throws {
        let epsilon = try node.float("epsilon", default: 1e-5)
        if case .groups(let source, let count) = known[node.inputs.first ?? ""] {
            guard try floats(node, 1).allSatisfy({ $0 == 1 }),
                try floats(node, 2).allSatisfy({ $0 == 0 })
            else { throw NetworkError(node.title, "a scale for each group is not known here") }
            return try set(node, .normalGroups(source, count: count, epsilon: epsilon))
        }
        let source = try image(node)
        let count = channels[source]
        let made = append(
            node.title, .groupNormalization(groups: count, epsilon: epsilon), [source],
            channels: count,
            [
                ("scale", [count], try channelNumbers(node, 1, count), true),
                ("shift", [count], try channelNumbers(node, 2, count), true),
            ])
        try set(node, .layer(made, isLast: false))
    }

    mutating func readLayerNormalization(_ node: ONNXNode) throws {
        let (source, isLast) = try layer(node, 0)
        let axis = try node.int("axis", default: -1)
        guard isLast, axis == -1 || axis == 3 else {
            throw NetworkError(node.title, "only a normalisation along the channels is known")
        }
        let count = channels[source]
        let hasShift = node.inputs.count > 2 && !node.inputs[2].isEmpty
        let shift =
            hasShift
            ? try channelNumbers(node, 2, count) : [Float](repeating: 0, count: count)
        let made = append(
            node.title,
            .layerNormalization(epsilon: try node.float("epsilon", default: 1e-5)), [source],
            channels: count,
            [
                ("scale", [count], try channelNumbers(node, 1, count), true),
                ("shift", [count], shift, true),
            ])
        try set(node, .layer(made, isLast: true))
    }

    private func channelNumbers(
        _ node: ONNXNode, _ argument: Int, _ count: Int
    ) throws -> [Float] {
        let values = try floats(node, argument)
        guard values.count == count else {
            throw NetworkError(
                node.title, "expected \(count) numbers as argument \(argument + 1), one a channel")
        }
        return values
    }

    /// Flattens an image to a row, or puts its channels into groups and back.
    mutating func readReshape(_ node: ONNXNode) throws {
        let first = node.inputs.first ?? ""
        if case .normalGroups(let source, let groups, let epsilon) = known[first] {
            guard node.inputs.count > 1, case .shape(source) = known[node.inputs[1]] else {
                throw NetworkError(node.title, "expected the shape from before the groups")
            }
            let count = channels[source]
            let made = append(
                node.title, .groupNormalization(groups: groups, epsilon: epsilon), [source],
                channels: count,
                [
                    ("scale", [count], [Float](repeating: 1, count: count), true),
                    ("shift", [count], [Float](repeating: 0, count: count), true),
                ])
            return try set(node, .layer(made, isLast: false))
        }
        if node.operation == "Flatten" {
            guard try node.int("axis", default: 1) == 1 else {
                throw NetworkError(node.title, "only one row an image is known here")
            }
            return try set(node, .rows(try rowSource(node)))
        }
        let wanted = try ints(node, 1)
        if wanted == [0, -1] { return try set(node, .rows(try rowSource(node))) }
        if wanted.count == 2, wanted[0] <= 0, let source = try? rowSource(node),
            case .globalMeanPooling = network.layers[source].operation,
            wanted[1] == channels[source]
        {
            // One pixel an image: there is only one way to make rows of it.
            return try set(node, .rows(source))
        }
        let source = try image(node)
        guard wanted.count == 3, wanted[2] == -1, wanted[1] > 0,
            channels[source] % wanted[1] == 0
        else { throw NetworkError(node.title, "a shape of \(wanted) is not known here") }
        try set(node, .groups(source, count: wanted[1]))
    }

    private func rowSource(_ node: ONNXNode) throws -> Int {
        if case .rows(let layer) = known[node.inputs.first ?? ""] { return layer }
        return try image(node)
    }

    /// An image with its channels first becomes one with its channels last, and back; in memory
    /// nothing moves.
    mutating func readTransposition(_ node: ONNXNode) throws {
        if isConstant(node, 0) {
            let matrix = try tensor(node, 0)
            guard matrix.shape.count == 2, try node.ints("perm", default: [1, 0]) == [1, 0] else {
                throw NetworkError(node.title, "of fixed numbers only a matrix can be turned")
            }
            let turned = transposed(try floats(node, 0), matrix.shape)
            let shape = [matrix.shape[1], matrix.shape[0]]
            return try set(
                node, .constant(ONNXTensor(shape: shape, elements: .float(turned))))
        }
        let (source, isLast) = try layer(node, 0)
        let order = try node.ints("perm")
        guard order == (isLast ? [0, 3, 1, 2] : [0, 2, 3, 1]) else {
            throw NetworkError(node.title, "an order of axes of \(order) is not known here")
        }
        try set(node, .layer(source, isLast: !isLast))
    }

    mutating func readUnsqueeze(_ node: ONNXNode) throws {
        guard case .rows(let source) = known[node.inputs.first ?? ""] else {
            throw NetworkError(node.title, "only a row can become an image")
        }
        let axes =
            node.inputs.count > 1 ? try ints(node, 1) : try node.ints("axes", default: [])
        guard axes == [2, 3] else {
            throw NetworkError(node.title, "expected the axes 2 and 3, not \(axes)")
        }
        try set(node, .layer(source, isLast: false))
    }
}
