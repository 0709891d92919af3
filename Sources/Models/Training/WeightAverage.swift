/// The moving average of a network's parameters, which is steadier than their last values.
package struct WeightAverage: Sendable, Equatable {
    package let decay: Float
    private(set) var averages: [[Float]]
    private(set) var updateCount = 0

    package init(of network: Network, decay: Float = 0.999) {
        self.decay = decay
        averages = network.parameters.map(\.values)
    }

    /// As it stood when a checkpoint was written.
    init(decay: Float, averages: [[Float]], updateCount: Int) {
        self.decay = decay
        self.averages = averages
        self.updateCount = updateCount
    }

    /// Takes in the present parameters of `plan`.
    package mutating func update(_ plan: TrainingPlan) {
        updateCount += 1
        // Early on the average follows quickly, or it would remember how the weights were drawn.
        let share = 1 - min(decay, Float(1 + updateCount) / Float(10 + updateCount))
        for (index, parameter) in plan.parameters.enumerated() {
            let value = parameter.value.pointer
            averages[index].withUnsafeMutableBufferPointer { average in
                for place in average.indices {
                    average[place] += share * (value[place] - average[place])
                }
            }
        }
    }

    /// `network` with the averages in place of its parameters.
    package func applied(to network: Network) -> Network {
        var result = network
        for index in averages.indices { result.parameters[index].values = averages[index] }
        return result
    }
}
