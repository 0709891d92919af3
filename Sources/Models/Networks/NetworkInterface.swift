/// What a network takes and gives, in the words of a package.
package struct NetworkInterface: Sendable, Equatable {
    package struct Output: Sendable, Equatable {
        package var name: String
        package var channels: [String]
        package var processing: [ProcessingStep]

        package init(_ name: String, channels: [String], processing: [ProcessingStep] = []) {
            self.name = name
            self.channels = channels
            self.processing = processing
        }
    }

    /// The channels of the input.
    package var channels: [String]
    package var processing: [ProcessingStep]
    package var outputs: [Output]
    /// Whether outputs are in the units of the scaled input, and are to be scaled back.
    package var isScaledBack: Bool
    /// Whether it was learnt from noisy frames alone.
    package var isBlind = false
    /// Frames of one place that it takes at once, the youngest first.
    package var frameCount = 1
    /// Between two of them in what it learnt from; `nil` where it takes one.
    package var frameSeconds: Double?
    /// For people: what the numbers of the input are.
    package var inputDescription: String
}
