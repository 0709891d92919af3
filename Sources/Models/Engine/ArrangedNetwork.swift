/// A network with the layout of every value, and layers that bring values from one into another.
///
/// Convolutions want blocks, and what stands between convolutions passes blocks on. All else, with
/// a network's inputs and outputs, has its channels last.
struct ArrangedNetwork {
    private(set) var network = Network()
    /// Of the value of each layer.
    private(set) var layouts: [Layout] = []
    /// Of each layer the place that it has in the network as it was given; of a layer that was put
    /// in, the place of the layer that it was put in for.
    private(set) var origins: [Int] = []

    private let shapes: [TensorShape]
    private let isTrained: Bool
    private let taste: LayoutTaste
    /// What convolutions like best.
    private let blocks: Layout
    /// Of the layers as they were given: whether a convolution reads the value, or what passes blocks
    /// on to one.
    private let isPassedOn: [Bool]
    /// Of the layers as they were given: where their values are, in each layout.
    private var places: [[Layout: Int]] = []

    /// - Parameters:
    ///   - shapes: Of the values of the layers.
    ///   - method: How convolutions will be worked out.
    init(
        _ given: Network, _ shapes: [TensorShape], isTrained: Bool, method: ConvolutionMethod
    ) {
        let usesWinograd = given.layers.indices.contains { index in
            let layer = given.layers[index]
            return layer.inputs.contains {
                method.isWinograd(layer.operation, from: shapes[$0], to: shapes[index])
            }
        }
        self.init(
            given, shapes, isTrained: isTrained,
            taste: .ofThisMachine(usesWinograd: usesWinograd, number: method.number))
    }

    /// - Parameters:
    ///   - shapes: Of the values of the layers.
    ///   - taste: Which layouts convolutions are fast in.
    init(_ given: Network, _ shapes: [TensorShape], isTrained: Bool, taste: LayoutTaste) {
        self.shapes = shapes
        self.isTrained = isTrained
        self.taste = taste
        blocks = Layout(.blocks, taste.number)
        isPassedOn = given.valuesPassedOn
        network.parameters = given.parameters
        for (index, layer) in given.layers.enumerated() {
            let (inputs, output) = layouts(for: layer, index)
            var placed = layer
            placed.inputs = zip(layer.inputs, inputs).map { place(of: $0, in: $1, for: index) }
            places.append([output: add(placed, output, origin: index)])
        }
        network.outputs = given.outputs.map { output in
            Network.Output(
                name: output.name,
                layer: place(of: output.layer, in: .channelsLast, for: output.layer))
        }
    }

    private mutating func add(_ layer: Network.Layer, _ layout: Layout, origin: Int) -> Int {
        network.layers.append(layer)
        layouts.append(layout)
        origins.append(origin)
        return network.layers.count - 1
    }

    /// Where a value is in `layout`; brings it there, the first time.
    private mutating func place(of value: Int, in layout: Layout, for layer: Int) -> Int {
        if let place = places[value][layout] { return place }
        guard let source = places[value].values.min() else {
            preconditionFailure("the value of layer \(value) is nowhere")
        }
        let place = add(
            Network.Layer(
                name: network.layers[source].name, operation: .layout(layout), inputs: [source],
                parameters: []),
            layout, origin: layer)
        places[value][layout] = place
        return place
    }

    /// The layout that `layer` wants each of its inputs in, and that of its value.
    private func layouts(
        for layer: Network.Layer, _ index: Int
    ) -> (inputs: [Layout], output: Layout) {
        let shape = shapes[index]
        let sources = layer.inputs.map { shapes[$0] }
        let areBlocks = layer.inputs.contains { places[$0][blocks] != nil }
        func all(_ layout: Layout) -> (inputs: [Layout], output: Layout) {
            (sources.map { _ in layout }, layout)
        }
        guard taste.blockSize > 0 else { return all(.channelsLast) }
        switch layer.operation {
        case .convolution(let window, _, 1, _):
            return convolution(layer, window, index, areBlocks) ?? all(.channelsLast)
        case .transposedConvolution(_, _, 1, _):
            guard areBlocks, taste.fillsBlocks(shape.channels), let result = result(of: index),
                isFast(layer, (sources[0], blocks), (shape, result))
            else { return all(.channelsLast) }
            return ([blocks], result)
        case .activation: return activation(layer, areBlocks)
        case .dropout:
            // Its lots are floats.
            return isTrained && taste.number == .bfloat16
                ? all(.channelsLast) : activation(layer, areBlocks)
        case .maximumPooling, .meanPooling, .resize, .concatenation:
            let fills = sources.allSatisfy { taste.fillsBlocks($0.channels) }
            return all(areBlocks && fills ? blocks : .channelsLast)
        case .batchNormalization:
            // Its running statistics are applied with the channels last.
            let fills = isTrained && taste.fillsBlocks(shape.channels)
            return all(areBlocks && fills ? blocks : .channelsLast)
        case .addition, .multiplication:
            let isAlike = sources.allSatisfy { $0 == shape }
            return all(
                areBlocks && isAlike && taste.fillsBlocks(shape.channels)
                    && taste.number == .float32 ? .blocks : .channelsLast)
        default: return all(.channelsLast)
        }
    }

    /// Stays as its input is.
    private func activation(
        _ layer: Network.Layer, _ areBlocks: Bool
    ) -> (inputs: [Layout], output: Layout) {
        let isWide = places[layer.inputs[0]][.blocks] != nil
        let layout = areBlocks ? blocks : isWide ? .blocks : .channelsLast
        return ([layout], layout)
    }

    private func convolution(
        _ layer: Network.Layer, _ window: Window, _ index: Int, _ areBlocks: Bool
    ) -> (inputs: [Layout], output: Layout)? {
        let (source, shape) = (shapes[layer.inputs[0]], shapes[index])
        guard let result = result(of: index) else { return nil }
        // A kernel of one pixel has so little to do for each number that bringing them into blocks
        // costs more than it saves.
        guard areBlocks || window.kernel != Window.Pair(1, 1) else { return nil }
        let wanted: Layout
        if taste.fillsBlocks(source.channels) {
            wanted = blocks
        } else if source.channels < taste.blockSize, taste.fillsBlocks(shape.channels) {
            wanted = Layout(.channelsFirst, taste.number)
        } else {
            return nil
        }
        return isFast(layer, (source, wanted), (shape, result)) ? ([wanted], result) : nil
    }

    /// Of a convolution: what is an answer, or becomes one, keeps all its digits.
    ///
    /// - Returns: `nil` where the gradient comes back as floats and has to be multiplied by floats.
    private func result(of index: Int) -> Layout? {
        if isPassedOn[index] { return blocks }
        return isTrained && taste.number == .bfloat16 ? nil : .blocks
    }

    private func isFast(
        _ layer: Network.Layer, _ source: LayoutTaste.Value, _ result: LayoutTaste.Value
    ) -> Bool {
        taste.isFast(layer, source, result, isTrained)
    }
}

extension Network {
    /// Of each layer, whether a convolution reads its value, or what passes blocks on to one.
    fileprivate var valuesPassedOn: [Bool] {
        var isPassedOn = [Bool](repeating: false, count: layers.count)
        for (index, layer) in layers.enumerated().reversed() {
            let passes: Bool
            switch layer.operation {
            case .convolution, .transposedConvolution: passes = true
            case .maximumPooling, .meanPooling, .resize, .concatenation, .activation, .dropout:
                passes = isPassedOn[index]
            default: passes = false
            }
            guard passes else { continue }
            for source in layer.inputs { isPassedOn[source] = true }
        }
        return isPassedOn
    }
}
