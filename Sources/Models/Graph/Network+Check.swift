extension Network {
    /// Throws unless every layer has the parameters that its operation and inputs ask for.
    ///
    /// - Parameter shapes: Of every layer's value, as ``shapes(_:)`` gives them.
    func checkParameters(_ shapes: [TensorShape]) throws(NetworkError) {
        for layer in layers {
            let wanted = wantedShapes(layer, layer.inputs.first.map { shapes[$0] })
            guard layer.parameters.count == wanted.count else {
                throw NetworkError(
                    layer.name, "it has \(layer.parameters.count) parameters, not \(wanted.count)")
            }
            for (index, shape) in zip(layer.parameters, wanted) {
                guard parameters.indices.contains(index), parameters[index].shape == shape,
                    parameters[index].values.count == shape.reduce(1, *)
                else {
                    throw NetworkError(layer.name, "a parameter is not of shape \(shape)")
                }
            }
        }
    }

    private func wantedShapes(_ layer: Layer, _ source: TensorShape?) -> [[Int]] {
        guard let source else { return [] }
        let own = [source.channels]
        switch layer.operation {
        case .convolution(let window, let channels, let groups, let isBiased):
            let weights = [
                channels, source.channels / groups, window.kernel.height, window.kernel.width,
            ]
            return isBiased ? [weights, [channels]] : [weights]
        case .transposedConvolution(let window, let channels, let groups, let isBiased):
            let weights = [
                source.channels, channels / groups, window.kernel.height, window.kernel.width,
            ]
            return isBiased ? [weights, [channels]] : [weights]
        case .batchNormalization: return [own, own, own, own]
        case .groupNormalization, .layerNormalization: return [own, own]
        case .dense(let outputs):
            return [[outputs, source.channels * source.height * source.width], [outputs]]
        default: return []
        }
    }
}
