internal import ONNX

/// Constants, and what exporters work out from constants alone: mostly the margins of a pad.
extension NetworkImport {
    func constant(_ node: ONNXNode) throws -> ONNXTensor {
        if case .int(let number) = node.attributes["value_int"] {
            return ONNXTensor(shape: [], elements: .int([Int64(number)]))
        }
        if case .ints(let numbers) = node.attributes["value_ints"] {
            return ONNXTensor(shape: [numbers.count], elements: .int(numbers.map(Int64.init)))
        }
        if case .float(let number) = node.attributes["value_float"] {
            return ONNXTensor(shape: [], elements: .float([number]))
        }
        if case .floats(let numbers) = node.attributes["value_floats"] {
            return ONNXTensor(shape: [numbers.count], elements: .float(numbers))
        }
        return try node.tensor("value")
    }

    /// Works out a node all of whose arguments are constants.
    ///
    /// - Returns: Whether it was one that is known.
    mutating func foldConstants(_ node: ONNXNode) throws -> Bool {
        guard !node.inputs.isEmpty, let name = node.outputs.first,
            node.inputs.indices.allSatisfy({ !has(node, $0) || isConstant(node, $0) })
        else { return false }
        let source = try tensor(node, 0)
        let folded: ONNXTensor?
        switch node.operation {
        case "Identity", "Cast": folded = source
        case "Unsqueeze": folded = try unsqueezed(node, source)
        case "Reshape": folded = try reshaped(node, source)
        case "Concat": folded = try joined(node)
        case "Slice": folded = try sliced(node, source)
        case "ConstantOfShape": folded = try filled(node)
        case "Transpose" where source.shape.count == 2:
            folded = try node.ints("perm", default: [1, 0]) == [1, 0] ? turned(source) : nil
        default: folded = nil
        }
        guard let folded else { return false }
        known[name] = .constant(folded)
        return true
    }

    private func unsqueezed(_ node: ONNXNode, _ source: ONNXTensor) throws -> ONNXTensor? {
        let axes = try list(node, 1, "axes") ?? []
        let rank = source.shape.count + axes.count
        var result = source
        for axis in axes.map({ $0 < 0 ? $0 + rank : $0 }).sorted() {
            guard rank <= 8, (0...result.shape.count).contains(axis) else { return nil }
            result.shape.insert(1, at: axis)
        }
        return result
    }

    private func reshaped(_ node: ONNXNode, _ source: ONNXTensor) throws -> ONNXTensor? {
        var wanted = try ints(node, 1)
        guard wanted.count <= 8, wanted.filter({ $0 == -1 }).count <= 1,
            wanted.allSatisfy({ $0 == -1 || (1..<1 << 30).contains($0) })
        else { return nil }
        let fixed = wanted.filter { $0 > 0 }.reduce(1.0) { $0 * Double($1) }
        let count = source.elements.count
        if let open = wanted.firstIndex(of: -1) {
            guard fixed <= Double(max(count, 1)) else { return nil }
            wanted[open] = count / Int(fixed)
        }
        guard wanted.reduce(1.0, { $0 * Double($1) }) == Double(count) else { return nil }
        return ONNXTensor(shape: wanted, elements: source.elements)
    }

    private func joined(_ node: ONNXNode) throws -> ONNXTensor? {
        var numbers: [Int64] = []
        for place in node.inputs.indices {
            let part = try tensor(node, place)
            guard case .int(let values) = part.elements, part.shape.count == 1 else { return nil }
            numbers += values
            guard numbers.count < 1 << 16 else { return nil }
        }
        return ONNXTensor(shape: [numbers.count], elements: .int(numbers))
    }

    /// Rows of a list or a matrix of whole numbers.
    private func sliced(_ node: ONNXNode, _ source: ONNXTensor) throws -> ONNXTensor? {
        let start = try list(node, 1, "starts") ?? []
        let end = try list(node, 2, "ends") ?? []
        let step = has(node, 4) ? try ints(node, 4) : [1]
        guard case .int(let values) = source.elements, let rows = source.shape.first,
            try list(node, 3, "axes") ?? [0] == [0], start.count == 1, end.count == 1,
            step.count == 1, step[0] != 0, step[0] > .min
        else { return nil }
        let size = rows == 0 ? 0 : values.count / rows
        let chosen = Cut(start: start[0], end: .place(end[0]), step: step[0])
            .places(rows, other: nil)
        var shape = source.shape
        shape[0] = chosen.count
        let picked = chosen.flatMap { values[($0 * size)..<(($0 + 1) * size)] }
        return ONNXTensor(shape: shape, elements: .int(picked))
    }

    private func filled(_ node: ONNXNode) throws -> ONNXTensor? {
        let wanted = try ints(node, 0)
        let value = try node.tensor(
            "value", default: ONNXTensor(shape: [1], elements: .float([0])))
        guard wanted.count == 1, (0...4096).contains(wanted[0]),
            case .int(let numbers) = value.elements,
            let number = numbers.first
        else { return nil }
        return ONNXTensor(
            shape: wanted, elements: .int([Int64](repeating: number, count: wanted[0])))
    }

    private func turned(_ source: ONNXTensor) -> ONNXTensor? {
        let (rows, columns) = (source.shape[0], source.shape[1])
        func turned<Element>(_ values: [Element]) -> [Element] {
            (0..<values.count).map { values[$0 % rows * columns + $0 / rows] }
        }
        switch source.elements {
        case .int(let values):
            return ONNXTensor(shape: [columns, rows], elements: .int(turned(values)))
        case .float(let values):
            return ONNXTensor(shape: [columns, rows], elements: .float(turned(values)))
        case .bool: return nil
        }
    }
}
