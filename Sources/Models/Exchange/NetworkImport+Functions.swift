internal import ONNX

/// Functions of each number by itself, and what many numbers make together.
extension NetworkImport {
    /// The function that the engine also trains; nil for another operator.
    func activation(_ node: ONNXNode) throws -> Activation? {
        switch node.operation {
        case "Relu": .relu()
        case "LeakyRelu": .relu(slope: try node.float("alpha", default: 0.01))
        case "Sigmoid": .sigmoid
        case "Softplus": .softplus
        case "Tanh": .tanh
        case "Gelu" where try node.string("approximate", default: "none") == "none": .gelu
        default: nil
        }
    }

    /// The function that only imported networks have; nil for another operator.
    func function(_ node: ONNXNode) throws -> PointFunction? {
        switch node.operation {
        case "Elu": .elu(alpha: try node.float("alpha", default: 1))
        case "Selu":
            // The defaults are ONNX's, from Klambauer et al., NeurIPS 2017.
            .selu(
                alpha: try node.float("alpha", default: 1.673_263_2),
                gamma: try node.float("gamma", default: 1.050_701))
        case "Celu": .celu(alpha: try node.float("alpha", default: 1))
        case "HardSigmoid":
            .hardSigmoid(
                slope: try node.float("alpha", default: 0.2),
                offset: try node.float("beta", default: 0.5))
        case "HardSwish": .hardSwish
        case "Mish": .mish
        case "ThresholdedRelu": .threshold(try node.float("alpha", default: 1))
        case "Abs": .absolute
        case "Neg": .negative
        case "Reciprocal": .reciprocal
        case "Sqrt": .squareRoot
        case "Exp": .exponential
        case "Log": .logarithm
        case "Erf": .errorFunction
        case "Softsign": .softsign
        case "Clip":
            .clip(
                low: try bound(node, 1, "min") ?? -.infinity,
                high: try bound(node, 2, "max") ?? .infinity)
        case "Gelu":
            if try node.string("approximate") == "tanh" { .geluByTanh } else { nil }
        default: nil
        }
    }

    private func bound(_ node: ONNXNode, _ argument: Int, _ key: String) throws -> Float? {
        guard has(node, argument) else {
            return node.attributes[key] == nil ? nil : try node.float(key)
        }
        let numbers = try floats(node, argument)
        guard numbers.count == 1 else {
            throw NetworkError(node.title, "expected one number as \(key)")
        }
        return numbers[0]
    }

    /// - Returns: Whether the node was a function of each number.
    mutating func readFunction(_ node: ONNXNode) throws -> Bool {
        let operation: Operation
        if let activation = try activation(node) {
            operation = .activation(activation)
        } else if let function = try function(node) {
            operation = .function(function)
        } else {
            return false
        }
        try append(node, operation, to: try value(node))
        return true
    }

    /// A rectifier whose slope below 0 each channel has for itself.
    mutating func readSlopes(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let count = channels[value.layer]
        let slopes = try broadcast(node, 1, over: count, value)
        guard slopes.contains(where: { $0 != slopes[0] }) else {
            return try append(node, .activation(.relu(slope: slopes[0])), to: value)
        }
        let below = append(
            node.title, .function(.clip(low: -.infinity, high: 0)), [value.layer], channels: count)
        let scaled = append(
            node.title, .convolution(.same(1), channels: count, groups: count, isBiased: false),
            [below], channels: count, [("weight", [count, 1, 1, 1], slopes, true)])
        let above = append(
            node.title, .activation(.relu()), [value.layer], channels: count)
        let made = append(node.title, .addition, [above, scaled], channels: count)
        try set(node, value.known(made))
    }

    mutating func readReduction(_ node: ONNXNode, _ measure: Reduction.Measure) throws {
        let axes = try list(node, 1, "axes") ?? []
        let keeps = try node.int("keepdims", default: 1) == 1
        if case .groups(let source, let count) = known[node.inputs.first ?? ""],
            measure == .mean, count == channels[source], axes == [2] || axes == [-1], !keeps
        {
            // (batch, channels, pixels) to (batch, channels).
            let made = append(node.title, .globalMeanPooling, [source], channels: count)
            return try set(node, .rows(made))
        }
        let value = try channelValue(node)
        let named = axes.compactMap(value.axis)
        guard !axes.isEmpty, named.count == axes.count, !named.contains(.batch) else {
            throw NetworkError(
                node.title, "axes of \(axes) are not known; an image can be reduced, not a batch")
        }
        let isSpatial = named.contains(.height) && named.contains(.width) && named.count == 2
        guard keeps || isSpatial else {
            throw NetworkError(node.title, "keepdims = 0 is known for y and x together only")
        }
        let reduction = Reduction(
            measure: measure, overChannels: named.contains(.channels),
            overHeight: named.contains(.height), overWidth: named.contains(.width))
        let isPlain = measure == .mean && isSpatial
        let made = append(
            node.title, isPlain ? .globalMeanPooling : .reduction(reduction), [value.layer],
            channels: reduction.overChannels ? 1 : channels[value.layer])
        try set(node, keeps ? value.known(made) : .rows(made))
    }
}
