/// Puts a network together layer by layer, with parameters drawn at random.
package struct NetworkBuilder {
    /// A layer's value, for the layers after it.
    package struct Value: Sendable {
        let layer: Int
        package let channels: Int
    }

    private var network = Network()
    private var random: any RandomNumberGenerator

    package init(random: some RandomNumberGenerator) { self.random = random }

    package mutating func input(_ name: String, channels: Int) -> Value {
        append(name, .input(channels: channels), [], channels: channels)
    }

    /// A convolution that keeps the size of its image, unless `window` says otherwise.
    ///
    /// - Parameter gain: What the drawn weights are multiplied by; below 1 for a last layer, whose
    ///   first answers should be small.
    package mutating func convolution(
        _ source: Value, channels: Int, window: Window = .same(3), groups: Int = 1,
        name: String? = nil, gain: Float = 1
    ) -> Value {
        let fan = source.channels / groups * window.kernel.height * window.kernel.width
        let shape = [channels, source.channels / groups, window.kernel.height, window.kernel.width]
        return append(
            name ?? "conv", .convolution(window, channels: channels, groups: groups), [source],
            channels: channels,
            [drawn("weight", shape, fan: fan, gain: gain), zeros("bias", channels)])
    }

    package mutating func transposedConvolution(
        _ source: Value, channels: Int, window: Window = .blocks(2), groups: Int = 1
    ) -> Value {
        let shape = [source.channels, channels / groups, window.kernel.height, window.kernel.width]
        let covered = window.stride.height * window.stride.width
        let fan =
            source.channels / groups * window.kernel.height * window.kernel.width / max(covered, 1)
        return append(
            "up", .transposedConvolution(window, channels: channels, groups: groups), [source],
            channels: channels, [drawn("weight", shape, fan: max(fan, 1)), zeros("bias", channels)])
    }

    package mutating func dense(_ source: Value, inputs: Int, outputs: Int) -> Value {
        append(
            "dense", .dense(outputs: outputs), [source], channels: outputs,
            [drawn("weight", [outputs, inputs], fan: inputs), zeros("bias", outputs)])
    }

    package mutating func batchNormalization(_ source: Value, epsilon: Float = 1e-5) -> Value {
        append(
            "norm", .batchNormalization(epsilon: epsilon), [source], channels: source.channels,
            [
                ones("scale", source.channels), zeros("shift", source.channels),
                zeros("mean", source.channels, isLearned: false),
                ones("variance", source.channels, isLearned: false),
            ])
    }

    package mutating func groupNormalization(
        _ source: Value, groups: Int, epsilon: Float = 1e-5
    ) -> Value {
        append(
            "norm", .groupNormalization(groups: groups, epsilon: epsilon), [source],
            channels: source.channels,
            [ones("scale", source.channels), zeros("shift", source.channels)])
    }

    package mutating func layerNormalization(_ source: Value, epsilon: Float = 1e-6) -> Value {
        append(
            "norm", .layerNormalization(epsilon: epsilon), [source], channels: source.channels,
            [ones("scale", source.channels), zeros("shift", source.channels)])
    }

    package mutating func activation(_ source: Value, _ activation: Activation) -> Value {
        append("act", .activation(activation), [source], channels: source.channels)
    }

    package mutating func relu(_ source: Value) -> Value { activation(source, .relu()) }

    package mutating func concatenation(_ sources: [Value]) -> Value {
        append(
            "concat", .concatenation, sources, channels: sources.reduce(0) { $0 + $1.channels })
    }

    /// Any operation without parameters.
    package mutating func apply(
        _ operation: Operation, to sources: [Value], channels: Int? = nil
    ) -> Value {
        append("\(operation)", operation, sources, channels: channels ?? sources[0].channels)
    }

    /// The network, with `outputs` by name.
    package mutating func network(_ outputs: [(name: String, value: Value)]) -> Network {
        network.outputs = outputs.map { Network.Output(name: $0.name, layer: $0.value.layer) }
        return network
    }

    private mutating func append(
        _ name: String, _ operation: Operation, _ sources: [Value], channels: Int,
        _ parameters: [Network.Parameter] = []
    ) -> Value {
        let index = network.layers.count
        let own = sources.isEmpty ? name : "\(name.prefix { $0.isLetter })\(index)"
        let first = network.parameters.count
        for var parameter in parameters {
            parameter.name = "\(own).\(parameter.name)"
            network.parameters.append(parameter)
        }
        network.layers.append(
            Network.Layer(
                name: own, operation: operation, inputs: sources.map(\.layer),
                parameters: Array(first..<network.parameters.count)))
        return Value(layer: index, channels: channels)
    }

    /// Normal numbers whose variance keeps that of the signal through a rectifier.
    ///
    /// - Source: He, Zhang, Ren and Sun, ICCV 2015.
    private mutating func drawn(
        _ name: String, _ shape: [Int], fan: Int, gain: Float = 1
    ) -> Network.Parameter {
        let deviation = gain * (2 / Float(fan)).squareRoot()
        let count = shape.reduce(1, *)
        let values = (0..<count).map { _ in deviation * normal() }
        return Network.Parameter(name: name, shape: shape, values: values, isLearned: true)
    }

    private func zeros(
        _ name: String, _ count: Int, isLearned: Bool = true
    ) -> Network.Parameter {
        Network.Parameter(
            name: name, shape: [count], values: [Float](repeating: 0, count: count),
            isLearned: isLearned)
    }

    private func ones(
        _ name: String, _ count: Int, isLearned: Bool = true
    ) -> Network.Parameter {
        Network.Parameter(
            name: name, shape: [count], values: [Float](repeating: 1, count: count),
            isLearned: isLearned)
    }

    /// About normal, of variance 1: a sum of twelve even numbers, which needs no logarithm and is
    /// the same on every machine.
    private mutating func normal() -> Float {
        var sum: Float = -6
        for _ in 0..<12 { sum += Float(random.next() >> 40) / Float(1 << 24) }
        return sum
    }
}
