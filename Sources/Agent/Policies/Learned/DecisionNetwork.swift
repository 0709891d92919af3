import Glibc

/// A network of one hidden layer, small enough to be searched for instead of differentiated.
package struct DecisionNetwork: Sendable, Hashable {
    /// What it is shown, in this order.
    package static let inputs = [
        "probability", "events", "gap", "worth", "score", "split", "light",
    ]
    /// What it answers: whether to look, and how much brighter than needed.
    package static let outputs = ["view", "light"]
    package static let hiddenCount = 6
    package static let weightCount =
        (inputs.count + 1) * hiddenCount + (hiddenCount + 1) * outputs.count

    /// Row by row, each with its bias last: the hidden layer's, then the outputs'.
    package let weights: [Double]

    /// - Returns: `nil` for another number of weights, or where one is no number.
    package init?(weights: [Double]) {
        guard weights.count == Self.weightCount, weights.allSatisfy(\.isFinite) else { return nil }
        self.weights = weights
    }

    /// Looks where ``WatchPolicy`` would, with the light that is needed: where a search begins.
    package static let byWorth: DecisionNetwork = {
        var weights = [Double](repeating: 0, count: weightCount)
        let worth = inputs.firstIndex(of: "worth") ?? 0
        weights[worth] = 1
        weights[inputs.count] = -1
        weights[(inputs.count + 1) * hiddenCount] = 3
        guard let network = DecisionNetwork(weights: weights) else {
            preconditionFailure("zeros and ones are numbers")
        }
        return network
    }()

    /// The outputs for `inputs`; what is no number counts as 0.
    func callAsFunction(_ inputs: [Double]) -> [Double] {
        precondition(inputs.count == Self.inputs.count, "one value for each input")
        let clean = inputs.map { $0.isFinite ? min(max($0, -10), 10) : 0 }
        let split = (Self.inputs.count + 1) * Self.hiddenCount
        let hidden = Self.layer(weights[..<split], clean).map(tanh)
        return Self.layer(weights[split...], hidden)
    }

    private static func layer(_ weights: ArraySlice<Double>, _ values: [Double]) -> [Double] {
        let width = values.count + 1
        return (0..<(weights.count / width)).map { row in
            let start = weights.startIndex + row * width
            return values.enumerated().reduce(weights[start + values.count]) {
                $0 + $1.element * weights[start + $1.offset]
            }
        }
    }
}
