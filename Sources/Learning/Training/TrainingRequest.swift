package import Models

/// What a user asks of a training.
package struct TrainingRequest: Sendable {
    package var kind: NetworkKind
    /// Runs and folders.
    package var sources: [String]
    /// Runs and folders that only judge; empty keeps a part of `sources` back for it.
    package var heldOut: [String] = []
    /// What is written: a package as a zip archive.
    package var output: String
    /// A package whose weights to begin with.
    package var start: String?
    /// Channels to learn from; `nil` for all that suit.
    package var channels: [String]?
    /// Channels of transmitted light: what `label`, `state` and `damage` look at.
    package var inputs: [String] = ["phase"]
    /// For `label`: what to show.
    package var structures: [String]?
    /// For `state` and `damage`: how much earlier the picture is that goes along; 0 for none, `nil`
    /// for the time between frames.
    package var historySeconds: Double?
    /// For `state` and `damage`: side of the square that is cut out round a cell, in pixels of its
    /// own; `nil` for the usual one.
    package var cropPixels: Int?
    /// For `state` and `damage`: side of such a pixel; `nil` for the usual one.
    package var cropPixelMicrometers: Double?
    /// For `segment`: which labels.
    package var labels: String?
    /// For `segment`: outline objects by star-convex polygons.
    package var outlinesStars = false
    /// Learn from noisy frames alone, although brighter ones may be there.
    package var isBlind = false
    /// Of a blind training: in a second one the network learns from its own answers.
    package var roundCount = 1
    /// For `restore`: frames of one place that the network is given at once.
    package var frameCount = 1
    /// How many networks are trained and asked together, each from a seed of its own.
    package var memberCount = 1
    package var seed: UInt64 = 1
    /// How many share each batch.
    package var workerCount = 1
    /// Compute with floats alone, also where shorter numbers are quicker.
    package var usesFloatsAlone = false
    /// `nil` for the network's own.
    package var stepCount: Int?
    /// For all members together.
    package var longestSeconds: Double?
    /// Most frames to read from each source.
    package var frameLimit: Int?
    /// Channels of the levels; `nil` for the small network.
    package var widths: [Int]?
    package var block: Int?

    package init(kind: NetworkKind, sources: [String], output: String) {
        self.kind = kind
        self.sources = sources
        self.output = output
    }
}
