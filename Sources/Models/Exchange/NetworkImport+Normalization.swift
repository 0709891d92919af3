internal import ONNX

extension NetworkImport {
    mutating func readBatchNormalization(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let source = value.layer
        let count = channels[source]
        guard value.form != .imageWithChannelsLast, try node.int("training_mode", default: 0) == 0
        else {
            throw NetworkError(node.title, "training_mode, or channels last, is not known here")
        }
        let names = ["scale", "shift", "mean", "variance"]
        var parameters: [(name: String, shape: [Int], values: [Float], isLearned: Bool)] = []
        for (place, name) in names.enumerated() {
            let values = try channelNumbers(node, place + 1, count)
            parameters.append((name, [count], values, place < 2))
        }
        let operation = Operation.batchNormalization(
            epsilon: try node.float("epsilon", default: 1e-5))
        let made = append(node.title, operation, [source], channels: count, parameters)
        try set(node, value.known(made))
    }

    /// Before version 21 of the operators a scale is a group's, since then a channel's.
    mutating func readGroupNormalization(_ node: ONNXNode) throws {
        let source = try image(node)
        let count = channels[source]
        let groups = try node.int("num_groups")
        guard groups > 0, count % groups == 0 else {
            throw NetworkError(node.title, "\(count) channels make no \(groups) groups")
        }
        let given = opset >= 21 ? count : groups
        func spread(_ argument: Int) throws -> [Float] {
            let values = try channelNumbers(node, argument, given)
            return (0..<count).map { values[$0 * given / count] }
        }
        let made = append(
            node.title,
            .groupNormalization(
                groups: groups, epsilon: try node.float("epsilon", default: 1e-5)),
            [source], channels: count,
            [
                ("scale", [count], try spread(1), true),
                ("shift", [count], try spread(2), true),
            ])
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
        if case .blocks(let source, let sizes, let order) = known[node.inputs.first ?? ""] {
            let turn = try node.ints("perm")
            guard turn.sorted() == Array(0..<6), order == Array(0..<6) else {
                throw NetworkError(node.title, "an order of axes of \(turn) is not known here")
            }
            return try set(node, .blocks(source, sizes: sizes, order: turn))
        }
        let (source, isLast) = try layer(node, 0)
        let order = try node.ints("perm", default: [3, 2, 1, 0])
        guard order == (isLast ? [0, 3, 1, 2] : [0, 2, 3, 1]) else {
            throw NetworkError(node.title, "an order of axes of \(order) is not known here")
        }
        try set(node, .layer(source, isLast: !isLast))
    }
}
