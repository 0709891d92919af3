internal import ONNX

/// What moves a window over an image.
extension NetworkImport {
    mutating func readConvolution(_ node: ONNXNode) throws {
        let source = try image(node)
        let weights = try tensor(node, 1)
        guard weights.shape.count == 4, weights.shape.allSatisfy({ $0 > 0 }) else {
            throw NetworkError(node.title, "expected weights with four axes, not \(weights.shape)")
        }
        let groups = try node.int("group", default: 1)
        guard (1...Self.mostChannels).contains(groups) else {
            throw NetworkError(node.title, "group \(groups): expected a number from 1 up")
        }
        let isTransposed = node.operation == "ConvTranspose"
        let inputs = isTransposed ? weights.shape[0] : weights.shape[1] * groups
        let outputs = isTransposed ? weights.shape[1] * groups : weights.shape[0]
        guard inputs == channels[source], outputs % groups == 0 else {
            throw NetworkError(
                node.title,
                "its weights \(weights.shape) in \(groups) groups do not fit "
                    + "\(channels[source]) channels")
        }
        var window = try window(node, kernel: weights.shape)
        if isTransposed { try unroll(node, &window) }
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
        if try node.int("ceil_mode", default: 0) == 1 { window.fitting = .roundedUp }
        switch try node.string("auto_pad", default: "NOTSET") {
        case "NOTSET":
            let pads = try node.ints("pads", default: [0, 0, 0, 0])
            guard pads.count == 4, pads.allSatisfy({ (0...4096).contains($0) }) else {
                throw NetworkError(node.title, "pads: expected four numbers from 0 up")
            }
            window.before = Window.Pair(pads[0], pads[1])
            window.after = Window.Pair(pads[2], pads[3])
        case "VALID": break
        case "SAME_UPPER": window.fitting = .sameUpper
        case "SAME_LOWER": window.fitting = .sameLower
        case let mode: throw NetworkError(node.title, "auto_pad \(mode) is not known here")
        }
        // Where the stride is 1 the margin is the same for every image.
        if window.fitting != .roundedUp, window.stride == Window.Pair(1) {
            window = window.fitted(to: 1, 1)
        }
        return window
    }

    /// What a transposed convolution says about the size of its result.
    private func unroll(_ node: ONNXNode, _ window: inout Window) throws {
        let added = try node.ints("output_padding", default: [0, 0])
        guard added.count == 2, added.allSatisfy({ (0...4096).contains($0) }),
            try node.ints("output_shape", default: []).isEmpty
        else { throw NetworkError(node.title, "output_shape is not known here") }
        switch try node.string("auto_pad", default: "NOTSET") {
        case "NOTSET", "VALID": break
        case let mode:
            // The result is as many times larger as the stride says.
            func shared(_ side: KeyPath<Window.Pair, Int>) -> (small: Int, large: Int) {
                let reach = window.dilation[keyPath: side] * (window.kernel[keyPath: side] - 1) + 1
                let total = reach + added[side == \.height ? 0 : 1] - window.stride[keyPath: side]
                return (total >= 0 ? total / 2 : 0, total >= 0 ? total - total / 2 : total)
            }
            let (height, width) = (shared(\.height), shared(\.width))
            let small = Window.Pair(height.small, width.small)
            let large = Window.Pair(height.large, width.large)
            window.fitting = .fixed
            (window.before, window.after) = mode == "SAME_UPPER" ? (small, large) : (large, small)
        }
        window.after.height -= added[0]
        window.after.width -= added[1]
    }

    mutating func readPooling(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        guard value.form == .image else {
            throw NetworkError(node.title, "\(node.operation) with the channels last is not known")
        }
        guard node.outputs.dropFirst().allSatisfy({ useCounts[$0] == nil }) else {
            throw NetworkError(node.title, "the places of the maxima are not known here")
        }
        var window = try window(node)
        if node.operation == "MaxPool" {
            return try append(node, .maximumPooling(window), to: value)
        }
        guard try node.int("count_include_pad", default: 0) == 1 else {
            return try append(node, .meanPooling(window), to: value)
        }
        guard
            window.fitting == .fixed
                || window.fitting == .roundedUp && window.after == Window.Pair(0)
        else {
            throw NetworkError(
                node.title, "count_include_pad with auto_pad or ceil_mode is not known here")
        }
        var source = value.layer
        if window.before != Window.Pair(0) || window.after != Window.Pair(0) {
            let margin = Margin(
                before: window.before, after: window.after, content: .constant(0))
            source = append(node.title, .margin(margin), [source], channels: channels[source])
            (window.before, window.after) = (Window.Pair(0), Window.Pair(0))
        }
        let made = append(
            node.title, .meanPooling(window), [source], channels: channels[source])
        try set(node, .layer(made, isLast: false))
    }
}
