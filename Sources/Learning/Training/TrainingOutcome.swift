package import Models

/// What a training gave.
package struct TrainingOutcome: Sendable {
    package var package: ModelPackage
    package var record: TrainingRecord
    package var examples: [TrainingExample]
}
