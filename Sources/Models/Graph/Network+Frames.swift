extension Network {
    /// The values to begin this network with, which is built as `given` but takes `count` frames
    /// where that takes one: it then sees their mean as `given` would.
    ///
    /// - Returns: For each parameter; `nil` where the two are built otherwise.
    package func values(spreading given: Network, over count: Int) -> [[Float]]? {
        guard parameters.count == given.parameters.count else { return nil }
        var isSpread = false
        var values: [[Float]] = []
        for (own, other) in zip(parameters, given.parameters) {
            if own.shape == other.shape {
                values.append(other.values)
                continue
            }
            var wanted = other.shape
            guard !isSpread, wanted.count == 4 else { return nil }
            wanted[1] *= count
            guard own.shape == wanted else { return nil }
            isSpread = true
            values.append(Self.spread(other, over: count))
        }
        return isSpread ? values : nil
    }

    /// Weights of a convolution whose inputs are given `count` times, one beside the other.
    private static func spread(_ weights: Parameter, over count: Int) -> [Float] {
        let window = weights.shape[2] * weights.shape[3]
        return (0..<(weights.shape[0] * weights.shape[1])).flatMap { place in
            let part = weights.values[(place * window)..<((place + 1) * window)].map {
                $0 / Float(count)
            }
            return repeatElement(part, count: count).joined()
        }
    }
}
