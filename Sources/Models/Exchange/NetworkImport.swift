internal import ONNX

/// Reads an ONNX graph of convolutions and their like as a network of ours.
///
/// Images are (batch, channels, y, x). Between two transpositions they may be (batch, y, x,
/// channels), as layer normalisations and dense layers along the channels want them; in memory
/// ours lie like that anyway.
struct NetworkImport {
    /// What a name of the graph stands for.
    enum Known {
        /// The value of a layer; `isLast`: its axes are named with the channels last.
        case layer(Int, isLast: Bool)
        case constant(ONNXTensor)
        /// A layer's numbers, one row an image; the layer has a single pixel.
        case rows(Int)
        /// The same with an axis of length 1 behind it.
        case columns(Int)
        /// All numbers of an image in one row, by channel, y, x.
        case flat(Int)
        /// Whole numbers that follow from the shapes of layers.
        case sizes([Size])
        /// A layer's value with its channels in groups, for the normalisation of each.
        case groups(Int, count: Int)
        /// The same, normalised; still to be brought back to its shape.
        case normalGroups(Int, count: Int, epsilon: Float)
        /// A layer's value with channels, or y and x, in blocks; perhaps turned to another order.
        case blocks(Int, sizes: [Size], order: [Int])
        /// A layer's value with an axis of length 1 behind y, or y in blocks there.
        case fiveAxes(Int, block: Int?)
        /// A layer's value with two axes of length 1 between its channels and y.
        case sixAxes(Int)
    }

    private let graph: ONNXGraph
    /// The version of the operators.
    let opset: Int
    var network = Network()
    var known: [String: Known] = [:]
    /// Of each layer's value.
    var channels: [Int] = []
    /// Of all layers together.
    private(set) var channelSum = 0
    /// Of each layer's value, where the file says how large its images are; with one image where
    /// the file leaves their number open.
    var shapes: [TensorShape?] = []
    /// Whether each layer's value has one pixel, whatever the size of the image.
    var isSinglePixel: [Bool] = []
    /// How many images at once, where the file says so.
    var batch: Int?
    /// Whether a layer's numbers were worked out from the sizes in the file.
    var usesSizes = false
    /// How often each name is used.
    private(set) var useCounts: [String: Int] = [:]

    init(_ model: ONNXModel) {
        graph = model.graph
        opset = model.opset
    }

    mutating func read() throws(NetworkError) -> Network {
        for (name, tensor) in graph.initializers { known[name] = .constant(tensor) }
        for name in graph.nodes.flatMap(\.inputs) + graph.outputs.map(\.name) {
            useCounts[name, default: 0] += 1
        }
        for input in graph.inputs { try add(input) }
        // Constants first, so that they stand in no pattern's way.
        for node in graph.nodes where node.operation == "Constant" { try readOrName(node) }
        var nodes = graph.nodes.filter { $0.operation != "Constant" }[...]
        while let node = nodes.first {
            if let count = try readGELU(nodes) {
                nodes = nodes.dropFirst(count)
                continue
            }
            try readOrName(node)
            nodes = nodes.dropFirst()
        }
        for output in graph.outputs {
            switch known[output.name] {
            // The memory of an image is alike for both orders of its axes.
            case .layer(let layer, _), .rows(let layer), .columns(let layer):
                network.outputs.append(Network.Output(name: output.name, layer: layer))
            default: throw NetworkError("output \(output.name)", "it is no image and no row")
            }
        }
        if usesSizes {
            for input in network.inputs {
                network.fixedSizes[input] = shapes[input].map { Window.Pair($0.height, $0.width) }
            }
        }
        return network
    }

    private mutating func readOrName(_ node: ONNXNode) throws(NetworkError) {
        do {
            try read(node)
            try checkChannels(node)
        } catch let error as NetworkError {
            throw error
        } catch {
            throw NetworkError(node.title, "\(error)")
        }
    }

    /// A small file must not ask for large lists of channels over and over.
    private func checkChannels(_ node: ONNXNode) throws {
        guard (channels.last ?? 1) > 0, channelSum <= 1 << 24 else {
            throw NetworkError(node.title, "no channels are left, or more than any network has")
        }
    }

    private mutating func add(_ input: ONNXValue) throws(NetworkError) {
        let place = "input \(input.name)"
        let rank = input.dimensions.count
        guard input.elementType == .float32, rank == 4 || rank == 2 else {
            throw NetworkError(
                place, "expected 32-bit floats of shape (batch, channels, y, x)")
        }
        let sizes = input.dimensions.map { dimension in
            if case .fixed(let size) = dimension, size > 0 { size } else { nil as Int? }
        }
        let isLast = rank == 4 && hasChannelsLast(input.name, sizes)
        guard let count = sizes[isLast ? 3 : 1], count <= Self.mostChannels else {
            throw NetworkError(place, "expected a fixed number of channels")
        }
        if network.layers.isEmpty { batch = sizes[0] }
        let layer = append(input.name, .input(channels: count), [], channels: count)
        if rank == 2 {
            shapes[layer] = Self.bounded(
                TensorShape(batch: batch ?? 1, channels: count, height: 1, width: 1))
            isSinglePixel[layer] = true
            known[input.name] = .rows(layer)
            return
        }
        if let height = sizes[isLast ? 1 : 2], let width = sizes[isLast ? 2 : 3] {
            shapes[layer] = Self.bounded(
                TensorShape(batch: batch ?? 1, channels: count, height: height, width: width))
        }
        known[input.name] = .layer(layer, isLast: isLast)
    }

    /// Keras has the channels last, and its converters turn the image first.
    private func hasChannelsLast(_ name: String, _ sizes: [Int?]) -> Bool {
        if sizes[1] == nil, sizes[3] != nil { return true }
        let users = graph.nodes.filter { $0.inputs.contains(name) }
        return !users.isEmpty
            && users.allSatisfy {
                $0.operation == "Transpose" && $0.attributes["perm"] == .ints([0, 3, 1, 2])
            }
    }

    /// Adds a layer and returns its index.
    mutating func append(
        _ name: String, _ operation: Operation, _ inputs: [Int], channels: Int,
        _ parameters: [(name: String, shape: [Int], values: [Float], isLearned: Bool)] = []
    ) -> Int {
        let first = network.parameters.count
        for parameter in parameters {
            network.parameters.append(
                Network.Parameter(
                    name: "\(network.layers.count).\(parameter.name)", shape: parameter.shape,
                    values: parameter.values, isLearned: parameter.isLearned))
        }
        network.layers.append(
            Network.Layer(
                name: name, operation: operation, inputs: inputs,
                parameters: Array(first..<network.parameters.count)))
        self.channels.append(channels)
        channelSum += channels
        noteShape()
        return network.layers.count - 1
    }
}

extension Network {
    /// Reads the bytes of an ONNX file.
    ///
    /// - Throws: ``NetworkError`` that names the node that is not known or does not fit.
    package init(onnx bytes: [UInt8]) throws(NetworkError) {
        let model: ONNXModel
        do {
            model = try ONNXReader.read(bytes)
        } catch {
            throw NetworkError("ONNX file", "\(error)")
        }
        var reading = NetworkImport(model)
        self = try reading.read()
    }
}
