extension NetworkImport {
    /// A whole number that a file works out from shapes.
    enum Size: Equatable {
        case fixed(Int)
        /// The length of an axis of a layer's value.
        case length(of: Int, Axis)
    }

    enum Axis: Equatable { case batch, channels, height, width }

    /// Notes the shape of the last layer's value as far as the file tells it.
    mutating func noteShape() {
        guard let layer = network.layers.last else { return }
        let sources = layer.inputs.compactMap { shapes[$0] }
        if layer.inputs.isEmpty || sources.count < layer.inputs.count {
            shapes.append(nil)
        } else {
            // What does not fit is refused by the plan, which names it for the shapes it gets.
            let shape = try? network.shape(layer, sources)
            shapes.append(shape.flatMap(Self.bounded))
        }
        isSinglePixel.append(makesOnePixel(layer))
    }

    /// The shape, or nil where it is beyond all images, or nothing is left of it.
    static func bounded(_ shape: TensorShape) -> TensorShape? {
        let isPossible =
            (1...mostChannels).contains(shape.channels)
            && [shape.batch, shape.height, shape.width].allSatisfy((1...65536).contains)
        return isPossible ? shape : nil
    }

    /// Whether a layer's value has one pixel, for every image or for those of the file's size.
    mutating func isOnePixel(_ layer: Int) -> Bool {
        if isSinglePixel[layer] { return true }
        guard let shape = shapes[layer], shape.height == 1, shape.width == 1 else { return false }
        usesSizes = true
        return true
    }

    private func makesOnePixel(_ layer: Network.Layer) -> Bool {
        switch layer.operation {
        case .globalMeanPooling, .dense: return true
        case .reduction(let reduction) where reduction.overHeight && reduction.overWidth:
            return true
        case .convolution(let window, _, _, _):
            guard window == .same(1) else { return false }
        case .batchNormalization, .layerNormalization, .activation, .softmax, .concatenation,
            .addition, .multiplication, .function, .combination, .reduction, .selection:
            break
        default: return false
        }
        return !layer.inputs.isEmpty && layer.inputs.allSatisfy { isSinglePixel[$0] }
    }

    /// The number, where the file tells it; from then on the network is for the file's sizes alone.
    mutating func number(_ size: Size) -> Int? {
        switch size {
        case .fixed(let number): return number
        case .length(_, .batch): return batch
        case .length(let layer, .channels): return channels[layer]
        case .length(let layer, .height): return fixedShape(layer)?.height
        case .length(let layer, .width): return fixedShape(layer)?.width
        }
    }

    /// The shape of a layer's value, where the file tells it; from then on the network is for the
    /// file's sizes alone.
    mutating func fixedShape(_ layer: Int) -> TensorShape? {
        guard let shape = shapes[layer] else { return nil }
        usesSizes = true
        return shape
    }

    /// Whether `sizes`, as a reshape has them, are the shape of the layer's value.
    mutating func isShape(_ sizes: [Size], of layer: Int) -> Bool {
        let axes: [Axis] = [.batch, .channels, .height, .width]
        guard sizes.count == 4, sizes.filter({ $0 == .fixed(-1) }).count <= 1 else { return false }
        for (axis, size) in zip(axes, sizes) {
            if size == .fixed(0) || size == .fixed(-1) { continue }
            guard isLength(size, of: layer, axis) else { return false }
        }
        return true
    }

    /// Whether `size` is the length of an axis of the layer's value.
    mutating func isLength(_ size: Size, of layer: Int, _ axis: Axis) -> Bool {
        if case .length(_, .batch) = size, axis == .batch { return true }
        if size == .length(of: layer, axis) { return true }
        guard let wanted = number(size) else { return false }
        return number(.length(of: layer, axis)) == wanted
    }
}
