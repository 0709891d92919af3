internal import ONNX

/// Arithmetic on shapes: exporters write it out where an image may have any size.
extension NetworkImport {
    /// Reads a node whose arguments are sizes or constants.
    ///
    /// - Returns: Whether it was one.
    mutating func readSizes(_ node: ONNXNode) throws -> Bool {
        let isAboutSizes = node.inputs.contains {
            if case .sizes = known[$0] { true } else { false }
        }
        switch node.operation {
        case "Shape":
            try readShape(node)
            return true
        case "Unsqueeze", "Squeeze", "Cast", "Floor", "Ceil", "Identity":
            guard isAboutSizes else { return false }
            try set(node, .sizes(try sizes(node, 0)))
        case "Gather" where isAboutSizes:
            let given = try sizes(node, 0)
            let chosen = try ints(node, 1).map { $0 < 0 ? $0 + given.count : $0 }
            guard chosen.count <= Self.mostSizes, chosen.allSatisfy(given.indices.contains) else {
                throw NetworkError(node.title, "there are only \(given.count) axes")
            }
            try set(node, .sizes(chosen.map { given[$0] }))
        case "Concat" where isAboutSizes:
            var all: [Size] = []
            for place in node.inputs.indices {
                all += try sizes(node, place)
                guard all.count <= Self.mostSizes else {
                    throw NetworkError(node.title, "more than \(Self.mostSizes) sizes in a list")
                }
            }
            try set(node, .sizes(all))
        case "Slice" where isAboutSizes: try readSlicedSizes(node)
        case "Add", "Sub", "Mul", "Div":
            guard isAboutSizes else { return false }
            try readSizeArithmetic(node)
        default: return false
        }
        return true
    }

    /// An image has four axes; a file that lists sizes over and over is refused.
    private static let mostSizes = 64

    private mutating func readShape(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let all: [Size] = (0..<value.rank).compactMap(value.axis).map { axis in
            axis == .channels
                ? .fixed(channels[value.layer]) : .length(of: value.layer, axis)
        }
        let start = Cut(
            start: try node.int("start", default: 0),
            end: .place(try node.int("end", default: .max)),
            step: 1)
        try set(node, .sizes(start.places(all.count, other: nil).map { all[$0] }))
    }

    private mutating func readSlicedSizes(_ node: ONNXNode) throws {
        let given = try sizes(node, 0)
        let start = try list(node, 1, "starts") ?? [0]
        let end = try list(node, 2, "ends") ?? [given.count]
        let step = has(node, 4) ? try ints(node, 4) : [1]
        guard start.count == 1, end.count == 1, step.count == 1, step[0] != 0,
            given.count <= Self.mostSizes
        else {
            throw NetworkError(node.title, "expected one start and one end")
        }
        let cut = Cut(start: start[0], end: .place(end[0]), step: step[0])
        try set(node, .sizes(cut.places(given.count, other: nil).map { given[$0] }))
    }

    private mutating func readSizeArithmetic(_ node: ONNXNode) throws {
        let first = try sizes(node, 0)
        let second = try sizes(node, 1)
        let count = max(first.count, second.count)
        guard count <= Self.mostSizes,
            [first.count, second.count].allSatisfy({ $0 == count || $0 == 1 })
        else {
            throw NetworkError(node.title, "lists of different lengths")
        }
        var result: [Size] = []
        for index in 0..<count {
            let a = first[first.count == 1 ? 0 : index]
            let b = second[second.count == 1 ? 0 : index]
            guard let a = number(a), let b = number(b) else {
                throw NetworkError(
                    node.title,
                    "it calculates with the image's size, which the file leaves open; export the "
                        + "network with a fixed size")
            }
            result.append(.fixed(try calculated(node, a, b)))
        }
        try set(node, .sizes(result))
    }

    private func calculated(_ node: ONNXNode, _ a: Int, _ b: Int) throws -> Int {
        let outcome: (partialValue: Int, overflow: Bool) =
            switch node.operation {
            case "Add": a.addingReportingOverflow(b)
            case "Sub": a.subtractingReportingOverflow(b)
            case "Mul": a.multipliedReportingOverflow(by: b)
            default: a.dividedReportingOverflow(by: b)
            }
        guard !outcome.overflow else {
            throw NetworkError(node.title, "\(a) and \(b) give no whole number")
        }
        return outcome.partialValue
    }
}
