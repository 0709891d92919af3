internal import ONNX

extension NetworkImport {
    mutating func readResize(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        for (key, wanted) in [("antialias", 0), ("exclude_outside", 0)] {
            guard try node.int(key, default: 0) == wanted else {
                throw NetworkError(node.title, "\(key) is not known here")
            }
        }
        let method = try method(node)
        let position = try position(node)
        let isOld = node.operation == "Upsample" || opset < 11
        let scales = isOld ? 1 : 2
        if !isOld, has(node, 3) {
            return try readResize(node, value, toSizes: 3, method, position)
        }
        let given =
            has(node, scales) ? try floats(node, scales) : try node.floats("scales", default: [])
        let factors = try spatial(node, value, given, absent: 1)
        guard factors.allSatisfy({ $0 > 0 && $0 <= 64 }) else {
            throw NetworkError(node.title, "expected factors above 0, up to 64, for y and x alone")
        }
        if let whole = Self.whole(factors, method, position) {
            return try append(node, whole, to: value)
        }
        let size = Resampling.Size.factors(height: factors[0], width: factors[1])
        let resampling = Resampling(method: method, position: position, size: size)
        try append(node, .resampling(resampling), to: value)
    }

    /// A resize that the engine also trains: the same whole factor for y and x.
    private static func whole(
        _ factors: [Float], _ method: Resampling.Method, _ position: Resampling.Position
    ) -> Operation? {
        guard factors[0] == factors[1], factors[0] == factors[0].rounded(), factors[0] >= 1 else {
            return nil
        }
        switch (method, position) {
        case (.nearest(.floor), .asymmetric), (.nearest(.halfDown), .half),
            (.nearest(.halfUp), .half):
            return .resize(.nearest, factor: Int(factors[0]))
        case (.linear, .half), (.linear, .halfButSingle):
            return .resize(.bilinear, factor: Int(factors[0]))
        default: return nil
        }
    }

    private mutating func readResize(
        _ node: ONNXNode, _ value: Value, toSizes argument: Int, _ method: Resampling.Method,
        _ position: Resampling.Position
    ) throws {
        let policy = try node.string("keep_aspect_ratio_policy", default: "stretch")
        guard policy == "stretch" else {
            throw NetworkError(node.title, "keep_aspect_ratio_policy \(policy) is not known here")
        }
        let wanted = try spatial(node, value, try sizes(node, argument), absent: nil)
        var resampling = Resampling(method: method, position: position, size: .asOther)
        if case .length(let other, .height) = wanted[0], wanted[1] == .length(of: other, .width) {
            let made = append(
                node.title, .resampling(resampling), [value.layer, other],
                channels: channels[value.layer])
            return try set(node, value.known(made))
        }
        guard let height = number(wanted[0]), let width = number(wanted[1]),
            (1...65536).contains(height), (1...65536).contains(width)
        else {
            throw NetworkError(node.title, "it is resized to a size that the file leaves open")
        }
        resampling.size = .pixels(height: height, width: width)
        try append(node, .resampling(resampling), to: value)
    }

    /// Of one entry an axis, those of y and x; the others must leave the image as it is.
    private mutating func spatial<Entry: Equatable>(
        _ node: ONNXNode, _ value: Value, _ entries: [Entry], absent: Entry?
    ) throws -> [Entry] {
        let axes = try node.ints("axes", default: Array(0..<value.rank))
        guard axes.count == entries.count else {
            throw NetworkError(node.title, "expected \(axes.count) numbers, not \(entries.count)")
        }
        var (height, width) = (absent, absent)
        for (axis, entry) in zip(axes, entries) {
            switch value.axis(axis) {
            case .height: height = entry
            case .width: width = entry
            case let other?:
                let isKept =
                    (entry as? Size).map { isLength($0, of: value.layer, other) }
                    ?? (entry == absent)
                guard isKept else {
                    throw NetworkError(node.title, "only y and x can be resized here")
                }
            case nil: throw NetworkError(node.title, "there is no axis \(axis)")
            }
        }
        guard let height, let width else {
            throw NetworkError(node.title, "expected a size for y and one for x")
        }
        return [height, width]
    }

    private func method(_ node: ONNXNode) throws -> Resampling.Method {
        switch try node.string("mode", default: "nearest") {
        case "linear", "bilinear": return .linear
        case "cubic":
            return .cubic(coefficient: try node.float("cubic_coeff_a", default: -0.75))
        case "nearest":
            let isOld = node.operation == "Upsample" || opset < 11
            let rounding = try node.string(
                "nearest_mode", default: isOld ? "floor" : "round_prefer_floor")
            switch rounding {
            case "floor": return .nearest(.floor)
            case "ceil": return .nearest(.ceiling)
            case "round_prefer_floor": return .nearest(.halfDown)
            case "round_prefer_ceil": return .nearest(.halfUp)
            default: throw NetworkError(node.title, "nearest_mode \(rounding) is not known here")
            }
        case let mode: throw NetworkError(node.title, "mode \(mode) is not known here")
        }
    }

    private func position(_ node: ONNXNode) throws -> Resampling.Position {
        let isOld = node.operation == "Upsample" || opset < 11
        let mode = try node.string(
            "coordinate_transformation_mode", default: isOld ? "asymmetric" : "half_pixel")
        switch mode {
        case "half_pixel": return .half
        case "pytorch_half_pixel": return .halfButSingle
        case "asymmetric": return .asymmetric
        case "align_corners": return .corners
        default:
            throw NetworkError(
                node.title, "coordinate_transformation_mode \(mode) is not known here")
        }
    }
}
