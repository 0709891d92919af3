/// Settings of ``BanditPolicy``. Times in seconds.
package struct BanditSettings: Sendable, Hashable {
    /// How round cells are followed; its `watch` and `spend` are this policy's.
    package var events: EventDrivenSettings
    /// Exposures to choose from, as shares of the planned one.
    package var exposures: [Double]
    /// Powers to choose from, as shares of the planned one.
    package var powers: [Double]
    /// Time points from one frame to the next to choose from.
    package var intervals: [Int]
    /// Time points for which a choice is kept while nothing happens; a quarter of it in an event.
    package var pull: Int
    /// Peak signal-to-noise ratio of a frame that is good.
    package var target: Double
    /// Least share of that which is asked.
    package var quality: Double
    /// Least share of an event's time points that are to be seen.
    package var information: Double
    package var seed: UInt64

    package init(
        events: EventDrivenSettings = EventDrivenSettings(),
        exposures: [Double] = [0.03, 0.06, 0.12, 0.25, 0.5, 1], powers: [Double] = [0.5, 1],
        intervals: [Int] = [1, 2, 4, 8, 16, 32], pull: Int = 16, target: Double = 8,
        quality: Double = 0.9, information: Double = 0.8, seed: UInt64 = 1
    ) {
        self.events = events
        self.exposures = exposures
        self.powers = powers
        self.intervals = intervals
        self.pull = pull
        self.target = target
        self.quality = quality
        self.information = information
        self.seed = seed
    }
}
