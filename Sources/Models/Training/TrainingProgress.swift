/// Where a training stands.
package struct TrainingProgress: Sendable, Equatable {
    package var step: Int
    package var stepCount: Int
    /// Mean of the steps since the last report.
    package var trainingLoss: Double
    /// The newest one.
    package var validationLoss: Double?
    package var secondsPassed: Double
    package var secondsLeft: Double
}
