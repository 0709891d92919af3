extension Network {
    /// The shape of every layer's value for inputs of `shapes`, in the order of ``inputs``.
    ///
    /// - Throws: ``NetworkError`` at the first layer that does not fit its inputs.
    package func shapes(_ shapes: [TensorShape]) throws(NetworkError) -> [TensorShape] {
        guard shapes.count == inputs.count else {
            throw NetworkError("network", "it takes \(inputs.count) images, not \(shapes.count)")
        }
        for output in outputs where !layers.indices.contains(output.layer) {
            throw NetworkError("output \(output.name)", "there is no layer \(output.layer)")
        }
        var given = shapes.makeIterator()
        var found: [TensorShape] = []
        for (index, layer) in layers.enumerated() {
            guard layer.inputs.allSatisfy({ $0 >= 0 && $0 < index }) else {
                throw NetworkError(layer.name, "it uses a value that is not there yet")
            }
            let sources = layer.inputs.map { found[$0] }
            let shape: TensorShape
            if case .input(let channels) = layer.operation {
                shape = given.next() ?? TensorShape(channels: 0, height: 0, width: 0)
                guard shape.channels == channels else {
                    throw NetworkError(
                        layer.name, "it takes \(channels) channels, not \(shape.channels)")
                }
                if let size = fixedSizes[index],
                    size != Window.Pair(shape.height, shape.width)
                {
                    throw NetworkError(
                        layer.name,
                        "the network was saved for \(size.height) × \(size.width) pixels alone, "
                            + "not \(shape.height) × \(shape.width)")
                }
            } else {
                shape = try self.shape(layer, sources)
            }
            guard shape.batch > 0, shape.channels > 0, shape.height > 0, shape.width > 0 else {
                throw NetworkError(layer.name, "nothing is left of an image: \(shape)")
            }
            let sizes = [shape.batch, shape.channels, shape.height, shape.width]
            guard max(shape.height, shape.width) <= 1 << 20,
                sizes.reduce(1.0, { $0 * Double($1) }) < Double(1 << 40)
            else {
                throw NetworkError(layer.name, "an image of \(shape) is too large")
            }
            found.append(shape)
        }
        return found
    }

    /// The shape of the value of one layer, from those of its inputs.
    func shape(
        _ layer: Layer, _ sources: [TensorShape]
    ) throws(NetworkError) -> TensorShape {
        guard let source = sources.first else {
            throw NetworkError(layer.name, "it has no input")
        }
        var shape = source
        switch layer.operation {
        case .input: break
        case .convolution(let window, let channels, let groups, _):
            try check(layer, source, groups: groups, channels: channels)
            let size = window.slid(over: source.height, source.width)
            shape.channels = channels
            (shape.height, shape.width) = (size.height, size.width)
        case .transposedConvolution(let window, let channels, let groups, _):
            try check(layer, source, groups: groups, channels: channels)
            let size = window.unrolled(from: source.height, source.width)
            shape.channels = channels
            (shape.height, shape.width) = (size.height, size.width)
        case .maximumPooling(let window), .meanPooling(let window):
            let size = window.slid(over: source.height, source.width)
            (shape.height, shape.width) = (size.height, size.width)
        case .globalMeanPooling: (shape.height, shape.width) = (1, 1)
        case .resize(_, let factor):
            (shape.height, shape.width) = (source.height * factor, source.width * factor)
        case .depthToSpace(let block):
            guard source.channels % (block * block) == 0 else {
                throw NetworkError(
                    layer.name, "\(source.channels) channels make no \(block) × \(block) pixels")
            }
            shape.channels /= block * block
            (shape.height, shape.width) = (source.height * block, source.width * block)
        case .spaceToDepth(let block):
            guard source.height % block == 0, source.width % block == 0 else {
                throw NetworkError(
                    layer.name,
                    "\(source.height) × \(source.width) pixels are no multiple of \(block)")
            }
            shape.channels *= block * block
            (shape.height, shape.width) = (source.height / block, source.width / block)
        case .groupNormalization(let groups, _):
            try check(layer, source, groups: groups, channels: source.channels)
        case .concatenation:
            try checkAlike(layer, sources) { ($0.batch, $0.height, $0.width) }
            shape.channels = sources.reduce(0) { $0 + $1.channels }
        case .addition, .multiplication:
            return try spread(layer, sources)
        case .dense(let outputs):
            shape = TensorShape(batch: source.batch, channels: outputs, height: 1, width: 1)
        case .batchNormalization, .layerNormalization, .activation, .softmax, .dropout,
            .function:
            break
        default: return try importedShape(layer, sources)
        }
        return shape
    }

    private func check(
        _ layer: Layer, _ source: TensorShape, groups: Int, channels: Int
    ) throws(NetworkError) {
        guard groups > 0, source.channels % groups == 0, channels % groups == 0 else {
            throw NetworkError(
                layer.name,
                "\(source.channels) to \(channels) channels cannot be split into \(groups) groups")
        }
    }

    private func checkAlike(
        _ layer: Layer, _ sources: [TensorShape], _ part: (TensorShape) -> (Int, Int, Int)
    ) throws(NetworkError) {
        guard let first = sources.first, sources.allSatisfy({ part($0) == part(first) }) else {
            throw NetworkError(layer.name, "its inputs differ in size: \(sources)")
        }
    }
}
