internal import ONNX

/// Writes a network as an ONNX graph that any runtime works out alike.
///
/// Images are (batch, channels, y, x); batch, y and x may have any size that the network takes.
struct NetworkExport {
    /// The newest operators that we use are LayerNormalization's.
    static let opset = 17

    private let network: Network
    private var nodes: [ONNXNode] = []
    private var initializers: [String: ONNXTensor] = [:]
    private var names: [String] = []

    init(_ network: Network) { self.network = network }

    mutating func graph() throws(NetworkError) -> ONNXGraph {
        for (index, layer) in network.layers.enumerated() {
            names.append(try add(layer, as: name(of: index)))
        }
        for (index, parameter) in network.parameters.enumerated() where isUsed(index) {
            initializers[parameter.name] = .float(parameter.shape, parameter.values)
        }
        let inputs = network.inputs.map { index in
            value(network.layers[index].name, channels: channels(ofInput: index))
        }
        let outputs = network.outputs.map { value($0.name, channels: nil) }
        for output in network.outputs where names[output.layer] != output.name {
            node("Identity", [names[output.layer]], output.name)
        }
        return ONNXGraph(
            name: "network", nodes: nodes, initializers: initializers, inputs: inputs,
            outputs: outputs)
    }

    private func isUsed(_ parameter: Int) -> Bool {
        network.layers.contains { $0.parameters.contains(parameter) }
    }

    private func channels(ofInput index: Int) -> Int? {
        if case .input(let channels) = network.layers[index].operation { channels } else { nil }
    }

    private func value(_ name: String, channels: Int?) -> ONNXValue {
        ONNXValue(
            name: name, elementType: .float32,
            dimensions: [
                .named("batch"), channels.map { .fixed($0) } ?? .unknown, .unknown, .unknown,
            ])
    }

    /// A layer whose value is an output bears its name, unless it is an input or an output twice.
    private func name(of index: Int) -> String {
        let own = network.layers[index].name
        guard !network.inputs.contains(index) else { return own }
        return network.outputs.first { $0.layer == index }?.name ?? "\(own)_\(index)"
    }

    private mutating func node(
        _ operation: String, _ inputs: [String], _ output: String,
        _ attributes: [String: ONNXAttribute] = [:]
    ) {
        nodes.append(
            ONNXNode(
                name: output, operation: operation, inputs: inputs, outputs: [output],
                attributes: attributes))
    }

    private func parameterNames(_ layer: Network.Layer) -> [String] {
        layer.parameters.map { network.parameters[$0].name }
    }

    /// Adds the nodes of `layer`; returns the name of its value.
    private mutating func add(
        _ layer: Network.Layer, as name: String
    ) throws(NetworkError) -> String {
        let sources = layer.inputs.map { names[$0] }
        let parameters = parameterNames(layer)
        switch layer.operation {
        case .input: return layer.name
        case .dropout, .layout: return sources[0]
        case .convolution(let window, _, let groups, _):
            node("Conv", sources + parameters, name, window.attributes(groups: groups))
        case .transposedConvolution(let window, _, let groups, _):
            node("ConvTranspose", sources + parameters, name, window.attributes(groups: groups))
        case .maximumPooling(let window): node("MaxPool", sources, name, window.attributes())
        case .meanPooling(let window): try addMean(window, layer, sources, name)
        case .globalMeanPooling: node("GlobalAveragePool", sources, name)
        case .resize(let interpolation, let factor):
            addResize(interpolation, factor, sources, name)
        case .depthToSpace(let block):
            node("DepthToSpace", sources, name, ["blocksize": .int(block), "mode": .string("DCR")])
        case .spaceToDepth(let block):
            node("SpaceToDepth", sources, name, ["blocksize": .int(block)])
        case .batchNormalization(let epsilon, _):
            node("BatchNormalization", sources + parameters, name, ["epsilon": .float(epsilon)])
        case .groupNormalization(let groups, let epsilon):
            addGroupNormalization(layer, sources, name, groups: groups, epsilon: epsilon)
        case .layerNormalization(let epsilon):
            node("Transpose", sources, name + "_last", ["perm": .ints([0, 2, 3, 1])])
            node(
                "LayerNormalization", [name + "_last"] + parameters, name + "_normal",
                ["axis": .int(-1), "epsilon": .float(epsilon)])
            node("Transpose", [name + "_normal"], name, ["perm": .ints([0, 3, 1, 2])])
        case .activation(let activation): add(activation, sources[0], name)
        case .softmax: node("Softmax", sources, name, ["axis": .int(1)])
        case .concatenation: node("Concat", sources, name, ["axis": .int(1)])
        case .addition: node("Sum", sources, name)
        case .multiplication: addProduct(sources, name)
        case .dense:
            node("Flatten", sources, name + "_flat")
            node("Gemm", [name + "_flat"] + parameters, name + "_row", ["transB": .int(1)])
            initializers[name + "_axes"] = .int([2, 3])
            node("Unsqueeze", [name + "_row", name + "_axes"], name)
        case .function(.threshold(let least)):
            node("ThresholdedRelu", sources, name, ["alpha": .float(least)])
        case .function, .combination, .reduction, .margin, .slice, .selection, .resampling:
            throw NetworkError(
                layer.name, "it came from another program's file; keep that file instead")
        }
        return name
    }

    private mutating func addMean(
        _ window: Window, _ layer: Network.Layer, _ sources: [String], _ name: String
    ) throws(NetworkError) {
        guard window.dilation == Window.Pair(1) else {
            throw NetworkError(layer.name, "ONNX has no mean under a window with gaps")
        }
        var attributes = window.attributes()
        attributes["dilations"] = nil
        attributes["count_include_pad"] = .int(0)
        node("AveragePool", sources, name, attributes)
    }

    private mutating func addResize(
        _ interpolation: Operation.Interpolation, _ factor: Int, _ sources: [String],
        _ name: String
    ) {
        initializers[name + "_factors"] = .float([4], [1, 1, Float(factor), Float(factor)])
        let attributes: [String: ONNXAttribute] =
            switch interpolation {
            case .nearest:
                [
                    "mode": .string("nearest"), "nearest_mode": .string("floor"),
                    "coordinate_transformation_mode": .string("asymmetric"),
                ]
            case .bilinear:
                [
                    "mode": .string("linear"),
                    "coordinate_transformation_mode": .string("half_pixel"),
                ]
            }
        node("Resize", [sources[0], "", name + "_factors"], name, attributes)
    }

    private mutating func addProduct(_ sources: [String], _ name: String) {
        var product = sources[0]
        for (index, factor) in sources.enumerated().dropFirst() {
            let isLast = index == sources.count - 1
            let result = isLast ? name : "\(name)_\(index)"
            node("Mul", [product, factor], result)
            product = result
        }
    }

    /// Groups of channels become images of their own for InstanceNormalization.
    private mutating func addGroupNormalization(
        _ layer: Network.Layer, _ sources: [String], _ name: String, groups: Int, epsilon: Float
    ) {
        let parameters = parameterNames(layer)
        let channels = network.parameters[layer.parameters[0]].values.count
        if groups == channels {
            node(
                "InstanceNormalization", sources + parameters, name, ["epsilon": .float(epsilon)])
            return
        }
        initializers[name + "_ones"] = .float([groups], [Float](repeating: 1, count: groups))
        initializers[name + "_zeros"] = .float([groups], [Float](repeating: 0, count: groups))
        initializers[name + "_groups"] = .int([0, groups, -1])
        node("Shape", sources, name + "_shape")
        node("Reshape", [sources[0], name + "_groups"], name + "_apart")
        node(
            "InstanceNormalization", [name + "_apart", name + "_ones", name + "_zeros"],
            name + "_normal", ["epsilon": .float(epsilon)])
        node("Reshape", [name + "_normal", name + "_shape"], name + "_together")
        for (index, part) in ["scale", "shift"].enumerated() {
            initializers["\(name)_\(part)"] = .float(
                [channels, 1, 1], network.parameters[layer.parameters[index]].values)
        }
        node("Mul", [name + "_together", name + "_scale"], name + "_scaled")
        node("Add", [name + "_scaled", name + "_shift"], name)
    }

    private mutating func add(_ activation: Activation, _ source: String, _ name: String) {
        switch activation {
        case .relu(let slope) where slope == 0: node("Relu", [source], name)
        case .relu(let slope): node("LeakyRelu", [source], name, ["alpha": .float(slope)])
        case .sigmoid: node("Sigmoid", [source], name)
        case .softplus: node("Softplus", [source], name)
        case .tanh: node("Tanh", [source], name)
        case .gelu:
            // x / 2 (1 + erf(x / √2))
            initializers[name + "_root"] = .float([], [Float(0.5).squareRoot()])
            initializers[name + "_half"] = .float([], [0.5])
            initializers[name + "_one"] = .float([], [1])
            node("Mul", [source, name + "_root"], name + "_small")
            node("Erf", [name + "_small"], name + "_erf")
            node("Add", [name + "_erf", name + "_one"], name + "_gate")
            node("Mul", [source, name + "_gate"], name + "_twice")
            node("Mul", [name + "_twice", name + "_half"], name)
        }
    }
}

extension ONNXTensor {
    fileprivate static func float(_ shape: [Int], _ values: [Float]) -> ONNXTensor {
        ONNXTensor(shape: shape, elements: .float(values))
    }

    fileprivate static func int(_ values: [Int]) -> ONNXTensor {
        ONNXTensor(shape: [values.count], elements: .int(values.map(Int64.init)))
    }
}

extension Network {
    /// The bytes of an ONNX file.
    ///
    /// - Throws: ``NetworkError`` where ONNX has no such layer.
    package func onnxFile() throws(NetworkError) -> [UInt8] {
        var export = NetworkExport(self)
        let model = ONNXModel(
            opset: NetworkExport.opset, producer: "tarsier", graph: try export.graph())
        do {
            return try ONNXWriter.bytes(of: model)
        } catch {
            throw NetworkError("network", "\(error)")
        }
    }
}
