/// Which activations are worked out by the convolution before them.
struct Fusion {
    /// For a convolution: the activation that it works out.
    private var absorbers: [Int: Int] = [:]
    private var absorbed: Set<Int> = []
    private var activations: [Int: Activation] = [:]

    init(_ network: Network) {
        let users = network.users
        let outputs = Set(network.outputs.map(\.layer))
        for (index, layer) in network.layers.enumerated() {
            guard case .activation(let activation) = layer.operation,
                let source = layer.inputs.first,
                network.layers[source].operation.isConvolution, users[source] == [index],
                !outputs.contains(source)
            else { continue }
            absorbers[source] = index
            absorbed.insert(index)
            activations[source] = activation
        }
    }

    func isAbsorbed(_ layer: Int) -> Bool { absorbed.contains(layer) }

    /// The layer whose value the kernel of `layer` writes, if it is another.
    func absorber(of layer: Int) -> Int? { absorbers[layer] }

    func activation(of layer: Int) -> Activation? { activations[layer] }
}

extension Operation {
    var isConvolution: Bool {
        switch self {
        case .convolution, .transposedConvolution: true
        default: false
        }
    }
}

extension Network {
    /// For each layer, the layers that take its value.
    var users: [[Int]] {
        var users = [[Int]](repeating: [], count: layers.count)
        for (index, layer) in layers.enumerated() {
            for source in Set(layer.inputs).sorted() { users[source].append(index) }
        }
        return users
    }
}
