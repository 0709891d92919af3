/// What a prediction did.
package struct PredictionSummary: Sendable, Equatable {
    package let output: String
    package let frameCount: Int
    /// Of the network alone, without reading and writing.
    package let secondsPerFrame: Double
    package let network: String
    /// SHA-256 of the network's weights, hexadecimal.
    package let hash: String
    /// Objects outlined; `nil` where images were made.
    package let objectCount: Int?
}
