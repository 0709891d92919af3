internal import ONNX

extension NetworkImport {
    /// Adds what `node` does to the network.
    mutating func read(_ node: ONNXNode) throws {
        switch node.operation {
        case "Constant": try set(node, .constant(try node.tensor("value")))
        case "Identity", "Dropout":
            guard let value = known[node.inputs.first ?? ""] else {
                throw NetworkError(node.title, "its input is nothing that is known here")
            }
            try set(node, value)
        case "Conv", "ConvTranspose": try readConvolution(node)
        case "MaxPool", "AveragePool": try readPooling(node)
        case "GlobalAveragePool": try readSame(node, .globalMeanPooling)
        case "ReduceMean": try readMean(node)
        case "Resize", "Upsample": try readResize(node)
        case "DepthToSpace", "SpaceToDepth": try readShuffle(node)
        case "BatchNormalization": try readBatchNormalization(node)
        case "InstanceNormalization": try readInstanceNormalization(node)
        case "LayerNormalization": try readLayerNormalization(node)
        case "Relu": try readFunction(node, .relu())
        case "LeakyRelu":
            try readFunction(node, .relu(slope: try node.float("alpha", default: 0.01)))
        case "Sigmoid": try readFunction(node, .sigmoid)
        case "Softplus": try readFunction(node, .softplus)
        case "Tanh": try readFunction(node, .tanh)
        case "Gelu":
            guard try node.string("approximate", default: "none") == "none" else {
                throw NetworkError(node.title, "the approximation by tanh is not known")
            }
            try readFunction(node, .gelu)
        case "Softmax": try readSoftmax(node)
        case "Concat": try readConcatenation(node)
        case "Add", "Sum", "Mul", "Sub", "Div": try readArithmetic(node)
        case "Flatten", "Reshape": try readReshape(node)
        case "Gemm": try readGemm(node)
        case "MatMul": try readMatrixProduct(node)
        case "Shape": try set(node, .shape(try layer(node, 0).0))
        case "Unsqueeze": try readUnsqueeze(node)
        case "Transpose": try readTransposition(node)
        default:
            throw NetworkError(node.title, "the operator \(node.operation) is not known here")
        }
    }

    private mutating func readSame(_ node: ONNXNode, _ operation: Operation) throws {
        let source = try image(node)
        let made = append(node.title, operation, [source], channels: channels[source])
        try set(node, .layer(made, isLast: false))
    }

    /// What works on every number or pixel alike, however its axes are named.
    private mutating func readFunction(_ node: ONNXNode, _ activation: Activation) throws {
        if case .rows(let source) = known[node.inputs.first ?? ""] {
            let made = append(
                node.title, .activation(activation), [source], channels: channels[source])
            return try set(node, .rows(made))
        }
        let (source, isLast) = try layer(node, 0)
        let made = append(
            node.title, .activation(activation), [source], channels: channels[source])
        try set(node, .layer(made, isLast: isLast))
    }

    private mutating func readConvolution(_ node: ONNXNode) throws {
        let source = try image(node)
        let weights = try tensor(node, 1)
        guard weights.shape.count == 4, weights.shape.allSatisfy({ $0 > 0 }) else {
            throw NetworkError(node.title, "expected weights with four axes, not \(weights.shape)")
        }
        let groups = try node.int("group", default: 1)
        let isTransposed = node.operation == "ConvTranspose"
        let inputs = isTransposed ? weights.shape[0] : weights.shape[1] * groups
        let outputs = isTransposed ? weights.shape[1] * groups : weights.shape[0]
        guard groups > 0, inputs == channels[source], outputs % groups == 0 else {
            throw NetworkError(
                node.title,
                "its weights \(weights.shape) in \(groups) groups do not fit "
                    + "\(channels[source]) channels")
        }
        var window = try window(node, kernel: weights.shape)
        if isTransposed {
            let added = try node.ints("output_padding", default: [0, 0])
            guard added.count == 2, try node.ints("output_shape", default: []).isEmpty else {
                throw NetworkError(node.title, "an output shape is not known here")
            }
            window.after.height -= added[0]
            window.after.width -= added[1]
        }
        var parameters = [
            (name: "weight", shape: weights.shape, values: try floats(node, 1), isLearned: true)
        ]
        let isBiased = node.inputs.count > 2 && !node.inputs[2].isEmpty
        if isBiased { parameters.append(("bias", [outputs], try floats(node, 2), true)) }
        let operation: Operation =
            isTransposed
            ? .transposedConvolution(window, channels: outputs, groups: groups, isBiased: isBiased)
            : .convolution(window, channels: outputs, groups: groups, isBiased: isBiased)
        let made = append(node.title, operation, [source], channels: outputs, parameters)
        try set(node, .layer(made, isLast: false))
    }

    /// - Parameter shape: Of the weights; nil where the node tells the kernel's size itself.
    private func window(_ node: ONNXNode, kernel shape: [Int]? = nil) throws -> Window {
        func pair(_ key: String, _ absent: [Int]?) throws -> Window.Pair {
            let values = try node.ints(key, default: absent)
            guard values.count == 2, values.allSatisfy({ $0 > 0 && $0 <= 4096 }) else {
                throw NetworkError(node.title, "\(key): expected two numbers from 1 up")
            }
            return Window.Pair(values[0], values[1])
        }
        var window = Window(kernel: try pair("kernel_shape", shape.map { Array($0.suffix(2)) }))
        window.stride = try pair("strides", [1, 1])
        window.dilation = try pair("dilations", [1, 1])
        guard try node.int("ceil_mode", default: 0) == 0 else {
            throw NetworkError(node.title, "ceil_mode is not known here")
        }
        switch try node.string("auto_pad", default: "NOTSET") {
        case "NOTSET":
            let pads = try node.ints("pads", default: [0, 0, 0, 0])
            guard pads.count == 4, pads.allSatisfy({ (0...4096).contains($0) }) else {
                throw NetworkError(node.title, "pads: expected four numbers from 0 up")
            }
            window.before = Window.Pair(pads[0], pads[1])
            window.after = Window.Pair(pads[2], pads[3])
        case "VALID": break
        case let mode:
            guard window.stride == Window.Pair(1), mode == "SAME_UPPER" || mode == "SAME_LOWER"
            else { throw NetworkError(node.title, "auto_pad \(mode) with strides is not known") }
            let reach = Window.Pair(
                (window.kernel.height - 1) * window.dilation.height,
                (window.kernel.width - 1) * window.dilation.width)
            let small = Window.Pair(reach.height / 2, reach.width / 2)
            let large = Window.Pair(reach.height - small.height, reach.width - small.width)
            (window.before, window.after) = mode == "SAME_UPPER" ? (small, large) : (large, small)
        }
        return window
    }

    private mutating func readPooling(_ node: ONNXNode) throws {
        let window = try window(node)
        let isPadded = window.before != Window.Pair(0) || window.after != Window.Pair(0)
        if node.operation == "MaxPool" { return try readSame(node, .maximumPooling(window)) }
        guard try node.int("count_include_pad", default: 0) == 0 || !isPadded else {
            throw NetworkError(node.title, "a mean that counts pixels outside is not known here")
        }
        try readSame(node, .meanPooling(window))
    }

    private mutating func readMean(_ node: ONNXNode) throws {
        let axes =
            node.inputs.count > 1 ? try ints(node, 1) : try node.ints("axes", default: [])
        guard Set(axes.map { $0 < 0 ? $0 + 4 : $0 }) == [2, 3] else {
            throw NetworkError(node.title, "a mean over other axes than y and x is not known")
        }
        let keeps = try node.int("keepdims", default: 1) == 1
        let source = try image(node)
        let made = append(node.title, .globalMeanPooling, [source], channels: channels[source])
        try set(node, keeps ? .layer(made, isLast: false) : .rows(made))
    }

    private mutating func readResize(_ node: ONNXNode) throws {
        let argument = node.operation == "Upsample" ? 1 : 2
        let factors = try floats(node, argument)
        guard factors.count == 4, factors[0] == 1, factors[1] == 1, factors[2] == factors[3],
            (1...64).contains(factors[2]), factors[2] == factors[2].rounded()
        else { throw NetworkError(node.title, "expected one whole factor for y and x") }
        let mode = try node.string("mode", default: "nearest")
        let place = try node.string(
            "coordinate_transformation_mode",
            default: node.operation == "Upsample" ? "asymmetric" : "half_pixel")
        let rounding = try node.string("nearest_mode", default: "round_prefer_floor")
        switch (mode, place) {
        case ("nearest", "asymmetric") where rounding == "floor" || node.operation == "Upsample",
            ("nearest", "half_pixel") where rounding.hasPrefix("round_prefer"):
            try readSame(node, .resize(.nearest, factor: Int(factors[2])))
        case ("linear", "half_pixel"), ("linear", "pytorch_half_pixel"):
            try readSame(node, .resize(.bilinear, factor: Int(factors[2])))
        default:
            throw NetworkError(
                node.title, "resizing \(mode), \(place), \(rounding) is not known here")
        }
    }

    private mutating func readShuffle(_ node: ONNXNode) throws {
        let source = try image(node)
        let block = try node.int("blocksize")
        guard (1...64).contains(block) else {
            throw NetworkError(node.title, "expected a block of 1 to 64 pixels, not \(block)")
        }
        if node.operation == "SpaceToDepth" {
            let made = append(
                node.title, .spaceToDepth(block: block), [source],
                channels: channels[source] * block * block)
            return try set(node, .layer(made, isLast: false))
        }
        guard try node.string("mode", default: "DCR") == "DCR",
            channels[source] % (block * block) == 0
        else { throw NetworkError(node.title, "only mode DCR is known, with channels to match") }
        let made = append(
            node.title, .depthToSpace(block: block), [source],
            channels: channels[source] / block / block)
        try set(node, .layer(made, isLast: false))
    }
}
