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
        /// A layer's numbers, one row an image.
        case rows(Int)
        /// The shape of a layer's value.
        case shape(Int)
        /// A layer's value with its channels in groups, for the normalisation of each.
        case groups(Int, count: Int)
        /// The same, normalised; still to be brought back to its shape.
        case normalGroups(Int, count: Int, epsilon: Float)
    }

    private let graph: ONNXGraph
    /// The version of the operators.
    let opset: Int
    var network = Network()
    var known: [String: Known] = [:]
    /// Of each layer's value.
    var channels: [Int] = []
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
            guard case .layer(let layer, isLast: false) = known[output.name] else {
                guard case .rows(let layer) = known[output.name] else {
                    throw NetworkError("output \(output.name)", "it is no image and no row")
                }
                network.outputs.append(Network.Output(name: output.name, layer: layer))
                continue
            }
            network.outputs.append(Network.Output(name: output.name, layer: layer))
        }
        return network
    }

    private mutating func readOrName(_ node: ONNXNode) throws(NetworkError) {
        do {
            try read(node)
        } catch let error as NetworkError {
            throw error
        } catch {
            throw NetworkError(node.title, "\(error)")
        }
    }

    private mutating func add(_ input: ONNXValue) throws(NetworkError) {
        let place = "input \(input.name)"
        guard input.elementType == .float32, input.dimensions.count == 4 else {
            throw NetworkError(
                place, "expected 32-bit floats of shape (batch, channels, y, x)")
        }
        guard case .fixed(let count) = input.dimensions[1], count > 0 else {
            throw NetworkError(place, "expected a fixed number of channels")
        }
        let layer = append(input.name, .input(channels: count), [], channels: count)
        known[input.name] = .layer(layer, isLast: false)
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
        return network.layers.count - 1
    }

    // MARK: What a node's arguments are

    func layer(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> (Int, isLast: Bool) {
        guard argument < node.inputs.count,
            case .layer(let layer, let isLast) = known[node.inputs[argument]]
        else {
            throw NetworkError(
                node.title, "expected an image as argument \(argument + 1) of \(node.operation)")
        }
        return (layer, isLast)
    }

    /// A layer's value whose axes are (batch, channels, y, x).
    func image(_ node: ONNXNode, _ argument: Int = 0) throws(NetworkError) -> Int {
        let (layer, isLast) = try layer(node, argument)
        guard !isLast else {
            throw NetworkError(node.title, "\(node.operation) with the channels last is not known")
        }
        return layer
    }

    func isConstant(_ node: ONNXNode, _ argument: Int) -> Bool {
        guard argument < node.inputs.count, case .constant = known[node.inputs[argument]] else {
            return false
        }
        return true
    }

    func tensor(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> ONNXTensor {
        guard argument < node.inputs.count,
            case .constant(let tensor) = known[node.inputs[argument]]
        else {
            throw NetworkError(
                node.title,
                "expected fixed numbers as argument \(argument + 1) of \(node.operation)")
        }
        return tensor
    }

    func floats(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> [Float] {
        guard case .float(let values) = try tensor(node, argument).elements else {
            throw NetworkError(node.title, "expected floats as argument \(argument + 1)")
        }
        return values
    }

    func ints(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> [Int] {
        guard case .int(let values) = try tensor(node, argument).elements else {
            throw NetworkError(node.title, "expected whole numbers as argument \(argument + 1)")
        }
        return values.map { Int(clamping: $0) }
    }

    mutating func set(_ node: ONNXNode, _ value: Known) throws(NetworkError) {
        guard let name = node.outputs.first else {
            throw NetworkError(node.title, "it makes nothing")
        }
        known[name] = value
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
