internal import ONNX

/// Pixels and channels put elsewhere.
extension NetworkImport {
    mutating func readPad(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        guard let pads = try list(node, 1, "pads") else {
            throw NetworkError(node.title, "pads are missing")
        }
        var axes = Array(0..<value.rank)
        if has(node, 3) { axes = try ints(node, 3) }
        guard pads.count == 2 * axes.count, pads.allSatisfy({ (-65536...65536).contains($0) })
        else {
            throw NetworkError(node.title, "pads: expected two numbers for each axis")
        }
        var (before, after) = (Window.Pair(0), Window.Pair(0))
        for (place, axis) in axes.enumerated() {
            let (first, last) = (pads[place], pads[place + axes.count])
            switch value.axis(axis) {
            case .height: (before.height, after.height) = (first, last)
            case .width: (before.width, after.width) = (first, last)
            default:
                guard first == 0, last == 0 else {
                    throw NetworkError(node.title, "pads of other axes than y and x are not known")
                }
            }
        }
        let margin = Margin(before: before, after: after, content: try content(node))
        try append(node, .margin(margin), to: value)
    }

    private func content(_ node: ONNXNode) throws -> Margin.Content {
        switch try node.string("mode", default: "constant") {
        case "reflect": return .reflection
        case "edge": return .edge
        case "wrap": return .wrapped
        case "constant":
            guard has(node, 2) else { return .constant(try node.float("value", default: 0)) }
            let numbers = try floats(node, 2)
            guard numbers.count == 1 else {
                throw NetworkError(node.title, "expected one number to fill with")
            }
            return .constant(numbers[0])
        case let mode: throw NetworkError(node.title, "mode \(mode) is not known here")
        }
    }

    mutating func readSlice(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let starts = try list(node, 1, "starts") ?? []
        let ends =
            has(node, 2) ? try sizes(node, 2) : try node.ints("ends").map { Size.fixed($0) }
        let axes = try list(node, 3, "axes") ?? Array(starts.indices)
        let steps = try has(node, 4) ? ints(node, 4) : axes.map { _ in 1 }
        guard starts.count == axes.count, ends.count == axes.count, steps.count == axes.count else {
            throw NetworkError(node.title, "starts, ends, axes and steps differ in number")
        }
        var layer = value.layer
        for (place, axis) in axes.enumerated() {
            guard let axis = value.axis(axis), steps[place] != 0,
                (-65536...65536).contains(steps[place])
            else {
                throw NetworkError(node.title, "there is no such axis, or no such step")
            }
            layer = try cut(
                node, layer, axis, start: starts[place], end: ends[place], step: steps[place])
        }
        try set(node, value.known(layer))
    }

    private mutating func cut(
        _ node: ONNXNode, _ layer: Int, _ axis: Axis, start: Int, end: Size, step: Int
    ) throws -> Int {
        if case .length(let other, axis) = end, axis == .height || axis == .width, step == 1 {
            let cut = Cut(start: start, end: .asOther, step: 1)
            return append(
                node.title,
                .slice(height: axis == .height ? cut : .all, width: axis == .width ? cut : .all),
                [layer, other], channels: channels[layer])
        }
        guard let last = number(end) else {
            throw NetworkError(node.title, "it ends at a size that the file leaves open")
        }
        let cut = Cut(start: start, end: .place(last), step: step)
        switch axis {
        case .batch:
            guard start == 0, step == 1, last >= batch ?? Int(Int32.max) else {
                throw NetworkError(node.title, "some of the images of a batch are not known here")
            }
            return layer
        case .channels:
            let chosen = cut.places(channels[layer], other: nil)
            return append(node.title, .selection(chosen), [layer], channels: chosen.count)
        case .height, .width:
            return append(
                node.title,
                .slice(height: axis == .height ? cut : .all, width: axis == .width ? cut : .all),
                [layer], channels: channels[layer])
        }
    }

    mutating func readSplit(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let count = channels[value.layer]
        guard value.axis(try node.int("axis", default: 0)) == .channels, !node.outputs.isEmpty
        else {
            throw NetworkError(node.title, "only channels can be split here")
        }
        let part = (count + node.outputs.count - 1) / node.outputs.count
        let even = node.outputs.indices.map { min(part, count - $0 * part) }
        let parts = try list(node, 1, "split") ?? even
        guard parts.count == node.outputs.count, parts.allSatisfy({ $0 > 0 && $0 <= count }),
            parts.reduce(0, +) == count
        else { throw NetworkError(node.title, "\(parts) channels are not the \(count) given") }
        var first = 0
        for (name, size) in zip(node.outputs, parts) {
            let made = append(
                node.title, .selection(Array(first..<(first + size))), [value.layer],
                channels: size)
            known[name] = value.known(made)
            first += size
        }
    }

    mutating func readGather(_ node: ONNXNode) throws {
        let value = try channelValue(node)
        let count = channels[value.layer]
        let shape = try tensor(node, 1).shape
        let chosen = try ints(node, 1).map { $0 < 0 ? $0 + count : $0 }
        guard value.axis(try node.int("axis", default: 0)) == .channels, shape.count == 1 else {
            throw NetworkError(node.title, "only a list of channels can be gathered here")
        }
        guard chosen.allSatisfy({ (0..<count).contains($0) }), !chosen.isEmpty else {
            throw NetworkError(node.title, "there are only \(count) channels")
        }
        try append(node, .selection(chosen), to: value, channels: chosen.count)
    }

    mutating func readShuffle(_ node: ONNXNode) throws {
        let source = try image(node)
        let block = try node.int("blocksize")
        guard (1...64).contains(block) else {
            throw NetworkError(node.title, "expected a block of 1 to 64 pixels, not \(block)")
        }
        let made: Int
        if node.operation == "SpaceToDepth" {
            guard channels[source] <= Self.mostChannels / (block * block) else {
                throw NetworkError(node.title, "more than \(Self.mostChannels) channels")
            }
            let isFirst = try node.string("mode", default: "DCR") == "CRD"
            made = appendSpaceToBlocks(node, source, block: block, channelsFirst: isFirst)
        } else {
            let mode = try node.string("mode", default: "DCR")
            guard mode == "DCR" || mode == "CRD", channels[source] % (block * block) == 0 else {
                throw NetworkError(
                    node.title, "only modes DCR and CRD are known, with channels to match")
            }
            made = appendBlocksToSpace(
                node, source, block: block, channelsFirst: mode == "CRD")
        }
        try set(node, .layer(made, isLast: false))
    }

    /// - Parameter channelsFirst: Whether the pixels of a square run faster than the channels.
    mutating func appendBlocksToSpace(
        _ node: ONNXNode, _ source: Int, block: Int, channelsFirst: Bool
    ) -> Int {
        let area = block * block
        let count = channels[source] / area
        var deep = source
        if channelsFirst {
            let order = (0..<(area * count)).map { $0 % count * area + $0 / count }
            deep = append(node.title, .selection(order), [source], channels: order.count)
        }
        return append(node.title, .depthToSpace(block: block), [deep], channels: count)
    }

    mutating func appendSpaceToBlocks(
        _ node: ONNXNode, _ source: Int, block: Int, channelsFirst: Bool
    ) -> Int {
        let area = block * block
        let count = channels[source]
        let deep = append(
            node.title, .spaceToDepth(block: block), [source], channels: count * area)
        guard channelsFirst else { return deep }
        let order = (0..<(area * count)).map { $0 % area * count + $0 / area }
        return append(node.title, .selection(order), [deep], channels: order.count)
    }
}
