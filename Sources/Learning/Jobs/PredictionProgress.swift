/// How far a prediction is.
package struct PredictionProgress: Sendable, Equatable {
    /// Images that the network has answered, and all of them.
    package var done: Int
    package var total: Int
    /// Of the network alone, without reading and writing.
    package var secondsPerFrame: Double
}
