/// A network: layers in the order in which they are worked out, and their parameters.
///
/// Each layer makes one value and may use those of the layers before it.
package struct Network: Sendable {
    package struct Layer: Sendable {
        package var name: String
        package var operation: Operation
        /// The layers whose values it takes.
        package var inputs: [Int]
        /// Which of ``Network/parameters`` are its own, in the order that the operation tells.
        package var parameters: [Int]
    }

    package struct Parameter: Sendable, Equatable {
        package var name: String
        package var shape: [Int]
        package var values: [Float]
        /// False for what is measured and not learned.
        package var isLearned: Bool
    }

    package struct Output: Sendable, Equatable {
        package var name: String
        package var layer: Int
    }

    package var layers: [Layer] = []
    package var parameters: [Parameter] = []
    package var outputs: [Output] = []
    /// Height and width that an input must have, because the layers hold numbers worked out for
    /// them; by layer.
    package var fixedSizes: [Int: Window.Pair] = [:]

    package init() {}

    /// The layers that the network is given.
    package var inputs: [Int] {
        layers.indices.filter { if case .input = layers[$0].operation { true } else { false } }
    }

    /// How many numbers are learned.
    package var learnedCount: Int {
        parameters.filter(\.isLearned).reduce(0) { $0 + $1.values.count }
    }
}
