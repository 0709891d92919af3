internal import ONNX

/// New shapes: an image to a row, channels into groups and back, pixels into channels and back.
extension NetworkImport {
    mutating func readReshape(_ node: ONNXNode) throws {
        if node.operation == "Flatten" { return try readFlattening(node) }
        let wanted = try sizes(node, 1)
        let mayCopy = try node.int("allowzero", default: 0) == 0
        guard mayCopy || !wanted.contains(.fixed(0)) else {
            throw NetworkError(node.title, "allowzero is not known here")
        }
        switch known[node.inputs.first ?? ""] {
        case .normalGroups(let source, let groups, let epsilon):
            try closeGroups(node, source, groups: groups, epsilon: epsilon, wanted)
        case .blocks(let source, let sizes, let order):
            try closeBlocks(node, source, sizes, order, wanted)
        case .fiveAxes(let source, let block):
            try part(node, source, block, wanted)
        case .rows(let source), .columns(let source):
            try reshapeRow(node, source, wanted)
        case .flat(let source) where isRow(wanted, of: source):
            try set(node, .flat(source))
        default: try reshapeImage(node, try image(node), wanted)
        }
    }

    private mutating func readFlattening(_ node: ONNXNode) throws {
        let value = try value(node)
        let axis = try node.int("axis", default: 1)
        guard (axis < 0 ? axis + value.rank : axis) == 1 else {
            throw NetworkError(node.title, "only one row an image is known here, not axis \(axis)")
        }
        let isOne = isOnePixel(value.layer)
        guard value.form != .imageWithChannelsLast || isOne else {
            throw NetworkError(node.title, "Flatten with the channels last is not known")
        }
        try set(node, value.form == .flat ? .flat(value.layer) : row(value.layer))
    }

    private func refusal(_ node: ONNXNode, _ wanted: [Size]) -> NetworkError {
        let names = wanted.map { size in
            switch size {
            case .fixed(let number): "\(number)"
            case .length(_, let axis): "\(axis)"
            }
        }
        return NetworkError(
            node.title, "a shape of [\(names.joined(separator: ", "))] is not known here")
    }

    /// Whether `wanted` is one row an image.
    private mutating func isRow(_ wanted: [Size], of layer: Int) -> Bool {
        guard wanted.count == 2 else { return false }
        let isAll =
            isSinglePixel[layer]
            ? wanted[1] == .fixed(channels[layer])
            : fixedCount(layer).map { wanted[1] == .fixed($0) } ?? false
        if wanted[0] == .fixed(-1) { return isAll }
        guard wanted[0] == .fixed(0) || isLength(wanted[0], of: layer, .batch) else { return false }
        return wanted[1] == .fixed(-1) || isAll
    }

    private mutating func isRest(_ wanted: Size, of layer: Int, in groups: Int) -> Bool {
        if wanted == .fixed(-1) { return true }
        return fixedCount(layer).map { wanted == .fixed($0 / groups) } ?? false
    }

    private mutating func fixedCount(_ layer: Int) -> Int? {
        fixedShape(layer).map { $0.channels * $0.height * $0.width }
    }

    private mutating func reshapeRow(_ node: ONNXNode, _ source: Int, _ wanted: [Size]) throws {
        if isRow(wanted, of: source) { return try set(node, .rows(source)) }
        let ones: [Size] = [.fixed(1), .fixed(1)]
        guard wanted.count == 4, Array(wanted.suffix(2)) == ones,
            isRow(Array(wanted.prefix(2)), of: source)
        else { throw refusal(node, wanted) }
        try set(node, .layer(source, isLast: false))
    }

    private mutating func reshapeImage(_ node: ONNXNode, _ source: Int, _ wanted: [Size]) throws {
        switch wanted.count {
        case 2 where isRow(wanted, of: source): try set(node, row(source))
        case 4 where isShape(wanted, of: source): try set(node, .layer(source, isLast: false))
        case 3:
            let isBatch =
                wanted[0] == .fixed(0) || isLength(wanted[0], of: source, .batch)
            guard isBatch, case .fixed(var groups) = wanted[1] else {
                throw refusal(node, wanted)
            }
            groups = groups == 0 ? channels[source] : groups
            guard groups > 0, channels[source] % groups == 0,
                isRest(wanted[2], of: source, in: groups)
            else { throw refusal(node, wanted) }
            try set(node, .groups(source, count: groups))
        case 6: try set(node, .blocks(source, sizes: wanted, order: Array(0..<6)))
        default: throw refusal(node, wanted)
        }
    }

    private mutating func closeGroups(
        _ node: ONNXNode, _ source: Int, groups: Int, epsilon: Float, _ wanted: [Size]
    ) throws {
        guard isShape(wanted, of: source) else {
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
        try set(node, .layer(made, isLast: false))
    }

    /// PyTorch's way to PixelUnshuffle parts y by one reshape and x by the next.
    private mutating func part(
        _ node: ONNXNode, _ source: Int, _ block: Int?, _ wanted: [Size]
    ) throws {
        let same = Size.fixed(0)
        switch (block, wanted.count) {
        case (nil, 5):
            guard case .fixed(let block) = wanted[3], (1...64).contains(block),
                wanted == [same, same, .fixed(-1), .fixed(block), same]
            else { throw refusal(node, wanted) }
            try set(node, .fiveAxes(source, block: block))
        case (let block?, 6):
            guard wanted == [same, same, same, same, .fixed(-1), .fixed(block)] else {
                throw refusal(node, wanted)
            }
            let sizes: [Size] = [same, same, .fixed(-1), .fixed(block), .fixed(-1), .fixed(block)]
            try set(node, .blocks(source, sizes: sizes, order: Array(0..<6)))
        default: throw refusal(node, wanted)
        }
    }

    /// Whether a reshape to blocks leaves the rows or columns of the image as they are.
    private mutating func keeps(
        _ axis: Axis, of source: Int, as size: Size, parts: Int
    ) -> Bool {
        switch size {
        case .length(_, let other): return other == axis && parts == 1
        case .fixed(-1): return true
        case .fixed(let count):
            guard (1...65536).contains(count) else { return false }
            return number(.length(of: source, axis)).map { $0 == count * parts } ?? false
        }
    }

    /// PixelShuffle and PixelUnshuffle as a reshape to six axes, a turn and a reshape to four.
    private mutating func closeBlocks(
        _ node: ONNXNode, _ source: Int, _ sizes: [Size], _ order: [Int], _ wanted: [Size]
    ) throws {
        func fixed(_ place: Int) -> Int? {
            if case .fixed(let number) = sizes[place], (1...65536).contains(number) {
                return number
            }
            return nil
        }
        let made: Int
        switch order {
        case [0, 1, 4, 2, 5, 3], [0, 3, 4, 1, 5, 2]:
            let isFirst = order[1] == 1
            guard let block = fixed(2), fixed(isFirst ? 3 : 1) == block, block <= 64,
                channels[source] % (block * block) == 0,
                fixed(isFirst ? 1 : 3) == channels[source] / (block * block),
                keeps(.height, of: source, as: sizes[4], parts: 1),
                keeps(.width, of: source, as: sizes[5], parts: 1)
            else { throw refusal(node, wanted) }
            made = appendBlocksToSpace(node, source, block: block, channelsFirst: isFirst)
        case [0, 1, 3, 5, 2, 4], [0, 3, 5, 1, 2, 4]:
            guard let block = fixed(3), fixed(5) == block, block <= 64,
                sizes[1] == .fixed(0) || fixed(1) == channels[source],
                channels[source] <= Self.mostChannels / (block * block),
                keeps(.height, of: source, as: sizes[2], parts: block),
                keeps(.width, of: source, as: sizes[4], parts: block)
            else { throw refusal(node, wanted) }
            made = appendSpaceToBlocks(node, source, block: block, channelsFirst: order[1] == 1)
        default: throw NetworkError(node.title, "an order of axes of \(order) is not known here")
        }
        let isPadded = wanted == [0, -1, 1, 1, 0, 0].map { .fixed($0) }
        guard isPadded || wanted.count == 4,
            wanted[1] == .fixed(channels[made]) || wanted[1] == .fixed(-1),
            isPadded || fixedShape(made) == nil || isShape(wanted, of: made)
        else { throw refusal(node, wanted) }
        try set(node, isPadded ? .sixAxes(made) : .layer(made, isLast: false))
    }
}
