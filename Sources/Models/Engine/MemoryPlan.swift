/// Which buffer holds each value: values whose time does not overlap share one.
struct MemoryPlan {
    private var places: [Int?]
    private var buffers: [FloatBuffer] = []

    init(_ network: Network, _ shapes: [TensorShape], _ fusion: Fusion) {
        places = [Int?](repeating: nil, count: network.layers.count)
        let last = Self.lastUses(network, fusion)
        var sizes: [Int] = []
        var free: [Int] = []
        for index in network.layers.indices where !fusion.isAbsorbed(index) {
            let value = fusion.absorber(of: index) ?? index
            let place = Self.take(shapes[value].count, &sizes, &free)
            places[value] = place
            // What this layer was the last to read is free from the next one on.
            for ended in network.layers.indices where last[ended] == index && ended != value {
                if let ending = places[ended] { free.append(ending) }
            }
        }
        buffers = sizes.map { FloatBuffer(count: $0) }
    }

    func buffer(of layer: Int) -> FloatBuffer {
        guard let place = places[layer] else {
            preconditionFailure("the value of layer \(layer) is part of another")
        }
        return buffers[place]
    }

    /// For each value, the layer whose kernel reads it last. Inputs and outputs last for ever.
    private static func lastUses(_ network: Network, _ fusion: Fusion) -> [Int] {
        var last = [Int](network.layers.indices)
        for (index, layer) in network.layers.enumerated() where !fusion.isAbsorbed(index) {
            for source in layer.inputs { last[source] = max(last[source], index) }
        }
        for output in network.outputs { last[output.layer] = .max }
        for input in network.inputs { last[input] = .max }
        return last
    }

    /// The smallest free buffer that is large enough, else the largest, which grows.
    private static func take(_ count: Int, _ sizes: inout [Int], _ free: inout [Int]) -> Int {
        let fitting = free.indices.filter { sizes[free[$0]] >= count }
            .min { sizes[free[$0]] < sizes[free[$1]] }
        guard let choice = fitting ?? free.indices.max(by: { sizes[free[$0]] < sizes[free[$1]] })
        else {
            sizes.append(count)
            return sizes.count - 1
        }
        let place = free.remove(at: choice)
        sizes[place] = max(sizes[place], count)
        return place
    }
}
