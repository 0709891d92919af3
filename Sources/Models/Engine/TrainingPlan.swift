internal import COneDNN

/// A network made ready to be trained on batches of one shape: forward, loss, backward.
///
/// Belongs to one task at a time.
package final class TrainingPlan {
    /// As it was given.
    private let network: Network
    /// With the layers that bring values into other layouts.
    private let arranged: ArrangedNetwork
    private let kernels: [(layer: Int, kernel: any Kernel)]
    private let sites: [ValueSite]
    let parameters: [ParameterSite]
    package let shapes: [TensorShape]

    /// A value, its gradient, and the shares of the gradient that each of its users gives.
    private struct ValueSite {
        let value: FloatBuffer
        let gradient: FloatBuffer?
        let shares: [FloatBuffer]
    }

    /// - Parameters:
    ///   - inputShapes: Of the network's inputs, in their order.
    ///   - seed: For layers that draw lots.
    ///   - wantsInputGradient: Whether ``gradient(ofInput:)`` will be asked for.
    ///   - method: How convolutions are worked out, forward and backward.
    package init(
        _ network: Network, shapes inputShapes: [TensorShape], seed: UInt64 = 1,
        wantsInputGradient: Bool = false, method: ConvolutionMethod = .winograd
    ) throws(NetworkError) {
        shapes = try network.shapes(inputShapes)
        try network.checkParameters(shapes)
        self.network = network
        let arranged = ArrangedNetwork(network, shapes, isTrained: true, method: method)
        self.arranged = arranged
        let network = arranged.network
        let shapes = try network.shapes(inputShapes)
        let inputs = Set(network.inputs)
        var users = [Int](repeating: 0, count: network.layers.count)
        for layer in network.layers { for source in layer.inputs { users[source] += 1 } }
        let sites = network.layers.indices.map { index in
            let count = arranged.layouts[index].floatCount(of: shapes[index])
            let gradient =
                inputs.contains(index) && !wantsInputGradient ? nil : FloatBuffer(count: count)
            let isShared = users[index] > 1 && gradient != nil
            return ValueSite(
                value: FloatBuffer(count: count), gradient: gradient,
                shares: isShared ? (0..<users[index]).map { _ in FloatBuffer(count: count) } : [])
        }
        let parameters = network.parameters.map { parameter in
            ParameterSite(
                value: FloatBuffer(parameter.values),
                gradient: parameter.isLearned ? FloatBuffer(count: parameter.values.count) : nil)
        }
        var given = [Int](repeating: 0, count: network.layers.count)
        var kernels: [(layer: Int, kernel: any Kernel)] = []
        let scratch = Scratch()
        for (index, layer) in network.layers.enumerated() {
            let sources = layer.inputs.map { source in
                let site = sites[source]
                defer { given[source] += 1 }
                return Site(
                    shape: shapes[source], layout: arranged.layouts[source], value: site.value,
                    gradient: site.shares.isEmpty ? site.gradient : site.shares[given[source]])
            }
            let setting = KernelSetting(
                layer: layer, inputs: sources,
                output: Site(
                    shape: shapes[index], layout: arranged.layouts[index],
                    value: sites[index].value, gradient: sites[index].gradient),
                parameters: layer.parameters.map { parameters[$0] }, isTraining: true,
                method: method, scratch: scratch)
            if let kernel = try setting.kernel(seed: seed &+ UInt64(arranged.origins[index])) {
                kernels.append((index, kernel))
            }
        }
        self.sites = sites
        self.parameters = parameters
        self.kernels = kernels
    }

    /// The network with its present parameters.
    package var trained: Network {
        var result = network
        for (index, parameter) in parameters.enumerated() {
            result.parameters[index].values = parameter.value.array
        }
        return result
    }

    /// Room for an input, channels fastest.
    package func input(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        let buffer = sites[arranged.network.inputs[index]].value
        return UnsafeMutableBufferPointer(start: buffer.pointer, count: buffer.count)
    }

    package func output(_ index: Int) -> UnsafeBufferPointer<Float> {
        let buffer = sites[arranged.network.outputs[index].layer].value
        return UnsafeBufferPointer(start: UnsafePointer(buffer.pointer), count: buffer.count)
    }

    /// Where the gradient of the loss goes before ``backward()``.
    package func outputGradient(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        guard let buffer = sites[arranged.network.outputs[index].layer].gradient else {
            preconditionFailure("an output that is an input has no gradient")
        }
        return UnsafeMutableBufferPointer(start: buffer.pointer, count: buffer.count)
    }

    /// The gradient of an input, where it was asked for.
    package func gradient(ofInput index: Int) -> [Float]? {
        sites[arranged.network.inputs[index]].gradient?.array
    }

    /// The gradient of a parameter; nil where it is not learned.
    package func gradient(ofParameter index: Int) -> [Float]? {
        parameters[index].gradient?.array
    }

    func shapeCount(ofParameter index: Int) -> Int { network.parameters[index].shape.count }

    package func set(parameter index: Int, to values: [Float]) {
        parameters[index].value.copy(values)
    }

    package func forward() {
        for (_, kernel) in kernels { kernel.forward() }
    }

    /// From the gradients of the outputs to those of the parameters.
    ///
    /// An output must not be used by another layer as well.
    package func backward() {
        for (layer, kernel) in kernels.reversed() {
            addShares(layer)
            kernel.backward()
        }
        for index in arranged.network.inputs { addShares(index) }
    }

    /// The gradient of a value that several layers use.
    private func addShares(_ layer: Int) {
        let site = sites[layer]
        guard let first = site.shares.first, let gradient = site.gradient else { return }
        gradient.copy(first, count: first.count)
        for share in site.shares.dropFirst() {
            switch arranged.layouts[layer].number {
            case .float32: gradient.add(share, count: share.count)
            case .bfloat16: gradient.addHalves(share, floatCount: share.count)
            }
        }
    }
}

extension TrainingPlan {
    /// Whether a parameter loses weight by itself: what multiplies does, what is added does not.
    func decays(_ parameter: Int) -> Bool { shapeCount(ofParameter: parameter) > 1 }
}
