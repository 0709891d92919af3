/// How a network is trained.
package struct TrainingSettings: Sendable, Codable, Equatable {
    package var stepCount = 4000
    package var seed: UInt64 = 1
    /// The largest rate of the schedule, reached after the warm-up.
    package var highestRate: Float = 2e-3
    package var lowestRate: Float = 2e-5
    package var warmUpStepCount = 100
    package var weightDecay: Float = 1e-3
    /// Gradients of a larger norm are shortened to it.
    package var largestGradientNorm: Float = 5
    /// Of the moving average of the weights, which is what is kept.
    package var averageDecay: Float = 0.998
    /// Examples are made anew after so many steps.
    package var epochStepCount = 100
    package var validationInterval = 250
    /// Ends when the validation loss has not improved for so many steps.
    package var patienceStepCount = 3000
    /// How many share a batch, each with a thread of its own. The same number gives the same weights.
    package var workerCount = 1
    /// Computes with floats alone, also where shorter numbers are quicker.
    package var usesFloatsAlone = false
    /// Ends after so much time, wherever the schedule stands; for a limit that a user sets.
    package var longestSeconds = Double.infinity

    package init() {}
}
