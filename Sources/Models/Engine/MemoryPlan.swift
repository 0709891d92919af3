/// Which buffer holds each value: values whose time does not overlap share one, and what is to be
/// concatenated is written into its place at once.
struct MemoryPlan {
    /// Where a value is: alone, or as a part of another.
    private struct Part {
        let whole: Int
        let offset: Int
    }

    private var places: [Int?]
    private var buffers: [FloatBuffer] = []
    private let parts: [Int: Part]
    private let counts: [Int]

    /// - Parameter counts: How many floats each value takes.
    init(_ network: ArrangedNetwork, _ counts: [Int], _ fusion: Fusion, isBatch: Bool) {
        self.counts = counts
        let parts = isBatch ? [:] : Self.parts(network, counts)
        self.parts = parts
        let layers = network.network.layers
        places = [Int?](repeating: nil, count: layers.count)
        var last = Self.lastUses(network.network, fusion)
        for (part, place) in parts { last[place.whole] = max(last[place.whole], last[part]) }
        var sizes: [Int] = []
        var free: [Int] = []
        for index in layers.indices where !fusion.isAbsorbed(index) {
            let value = fusion.absorber(of: index) ?? index
            let whole = parts[value]?.whole ?? value
            if places[whole] == nil { places[whole] = Self.take(counts[whole], &sizes, &free) }
            // What this layer was the last to read is free from the next one on.
            for ended in layers.indices
            where last[ended] == index && ended != whole && parts[ended] == nil {
                if let ending = places[ended] { free.append(ending) }
            }
        }
        buffers = sizes.map { FloatBuffer(count: $0) }
    }

    func buffer(of layer: Int) -> FloatBuffer {
        let part = parts[layer]
        guard let place = places[part?.whole ?? layer] else {
            preconditionFailure("the value of layer \(layer) is part of another")
        }
        guard let part else { return buffers[place] }
        return FloatBuffer(partOf: buffers[place], offset: part.offset, count: counts[layer])
    }

    /// What can be written into a concatenation of blocks at once: what is no network's input, and
    /// neither in another concatenation nor one itself.
    private static func parts(_ network: ArrangedNetwork, _ counts: [Int]) -> [Int: Part] {
        var parts: [Int: Part] = [:]
        let layers = network.network.layers
        for (index, layer) in layers.enumerated()
        where layer.operation == .concatenation && network.layouts[index].order == .blocks {
            var offset = 0
            for source in layer.inputs {
                defer { offset += counts[source] }
                if case .input = layers[source].operation { continue }
                guard parts[source] == nil, layers[source].operation != .concatenation else {
                    continue
                }
                parts[source] = Part(whole: index, offset: offset)
            }
        }
        return parts
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
