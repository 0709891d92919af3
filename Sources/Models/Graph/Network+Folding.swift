extension Network {
    /// The network with each batch normalisation behind a convolution made part of its weights, as
    /// its running statistics allow once nothing is trained.
    func folded() -> Network {
        var result = self
        var removed: [Int: Int] = [:]
        let users = users
        let outputs = Set(outputs.map(\.layer))
        for (index, layer) in layers.enumerated() {
            guard case .batchNormalization(let epsilon, _) = layer.operation,
                let source = layer.inputs.first, users[source] == [index],
                !outputs.contains(source), layers[source].operation.isConvolution
            else { continue }
            result.fold(index, epsilon: epsilon, into: source)
            removed[index] = source
        }
        return result.without(removed)
    }

    /// The network without some layers, whose users take the value of another instead.
    func without(_ removed: [Int: Int]) -> Network {
        var places: [Int] = []
        for index in layers.indices {
            let before = places.last ?? -1
            places.append(removed[index] == nil ? before + 1 : before)
        }
        func place(_ layer: Int) -> Int { places[removed[layer] ?? layer] }
        var result = self
        result.layers = layers.enumerated().filter { removed[$0.offset] == nil }.map { _, layer in
            var layer = layer
            layer.inputs = layer.inputs.map(place)
            return layer
        }
        result.outputs = outputs.map { Output(name: $0.name, layer: place($0.layer)) }
        return result
    }

    private mutating func fold(_ index: Int, epsilon: Float, into source: Int) {
        let statistics = layers[index].parameters.map { parameters[$0].values }
        let factors = zip(statistics[0], statistics[3]).map { $0 / ($1 + epsilon).squareRoot() }
        let weights = layers[source].parameters[0]
        scale(weights, by: factors, layers[source].operation)
        var bias = [Float](repeating: 0, count: factors.count)
        if layers[source].parameters.count > 1 {
            bias = parameters[layers[source].parameters[1]].values
        }
        for channel in factors.indices {
            bias[channel] =
                (bias[channel] - statistics[2][channel]) * factors[channel] + statistics[1][channel]
        }
        addBias(bias, to: source)
    }

    private mutating func scale(_ weights: Int, by factors: [Float], _ operation: Operation) {
        let shape = parameters[weights].shape
        let area = shape[2] * shape[3]
        switch operation {
        case .transposedConvolution(_, let channels, let groups, _):
            // (inputs, outputs / groups, …): the output is found by its group.
            let inputsInGroup = shape[0] / groups
            let outputsInGroup = channels / groups
            for place in parameters[weights].values.indices {
                let pair = place / area
                let group = pair / outputsInGroup / inputsInGroup
                let output = group * outputsInGroup + pair % outputsInGroup
                parameters[weights].values[place] *= factors[output]
            }
        default:
            let size = shape[1] * area
            for place in parameters[weights].values.indices {
                parameters[weights].values[place] *= factors[place / size]
            }
        }
    }

    private mutating func addBias(_ bias: [Float], to layer: Int) {
        if layers[layer].parameters.count > 1 {
            parameters[layers[layer].parameters[1]].values = bias
            return
        }
        layers[layer].parameters.append(parameters.count)
        parameters.append(
            Parameter(
                name: layers[layer].name + ".bias", shape: [bias.count], values: bias,
                isLearned: true))
        switch layers[layer].operation {
        case .convolution(let window, let channels, let groups, _):
            layers[layer].operation = .convolution(window, channels: channels, groups: groups)
        case .transposedConvolution(let window, let channels, let groups, _):
            layers[layer].operation =
                .transposedConvolution(window, channels: channels, groups: groups)
        default: break
        }
    }
}
