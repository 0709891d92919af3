/// All that a training needs to go on where it stopped.
package struct TrainingState: Sendable, Equatable {
    package var step = 0
    package var seconds = 0.0
    /// With the weights of the last step.
    package var weights: [[Float]]
    package var moments: AdamWState
    package var average: WeightAverage
    /// The average that did best in validation.
    package var best: [[Float]]
    package var bestLoss = Double.infinity
    package var bestStep = 0
    package var curve: [TrainingRecord.Point] = []

    package init(start network: Network, averageDecay: Float) {
        weights = network.parameters.map(\.values)
        moments = AdamWState(for: network)
        average = WeightAverage(of: network, decay: averageDecay)
        best = weights
    }
}
