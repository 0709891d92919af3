/// Settings of ``HoldSNRPolicy``.
package struct HoldSNRSettings: Sendable, Hashable {
    /// Where the signal-to-noise ratio is measured.
    package enum Signal: String, CaseIterable, Sendable {
        /// On the frame as it is.
        case raw
        /// On what the network `restore` makes of it, less the network's own uncertainty.
        case restored
    }

    package var signal: Signal
    /// Peak signal-to-noise ratio to hold.
    package var target: Double
    /// Channels to steer; `nil` for every channel that is not transmitted light.
    package var channels: [String]?
    /// Largest factor by which one decision may change an exposure, above 1.
    package var largestStep: Double
    /// Longest exposure as a multiple of the planned one: a frame that shows next to nothing would
    /// ask for ever more light.
    package var most: Double
    /// Relative difference from the wanted exposure that is left alone.
    package var deadBand: Double
    /// Share of the newest frame in the running estimate, above 0 and at most 1.
    package var newestShare: Double

    package init(
        signal: Signal = .raw, target: Double = 8, channels: [String]? = nil,
        largestStep: Double = 1.5, most: Double = 4, deadBand: Double = 0.05,
        newestShare: Double = 0.5
    ) {
        self.signal = signal
        self.target = target
        self.channels = channels
        self.largestStep = largestStep
        self.most = most
        self.deadBand = deadBand
        self.newestShare = newestShare
    }
}
