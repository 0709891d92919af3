/// Settings of ``WatchPolicy``. Times in seconds.
package struct WatchSettings: Sendable, Hashable {
    /// How round cells are followed; its `watch` and `spend` are this policy's.
    package var events: EventDrivenSettings
    /// How precisely anaphase is to be timed: half the longest gap between two views.
    package var timing: Double
    /// Time points from one view to the next at most, event or not; `nil` for views of events alone.
    package var every: Int?
    /// How many times as bright as at rest what regular views look for becomes at least; where it
    /// does, the position is seen at every time point for a while. `nil` for not to look for any.
    package var rise: Double?
    /// Where the signal-to-noise ratio is measured.
    package var signal: HoldSNRSettings.Signal
    /// Peak signal-to-noise ratio that the dimmest dividing cell is to have.
    package var target: Double
    /// First exposure as a share of the planned one.
    package var startLight: Double
    /// Largest factor by which one decision may change an exposure, above 1.
    package var largestStep: Double
    /// Longest exposure as a multiple of the planned one.
    package var most: Double
    /// Light of reference exposures as a share of the plan's.
    package var audit: Double
    /// Least correlation of what a network predicted with a reference frame.
    package var agreement: Double
    /// Share of a network's answers that must pass for it to be used.
    package var trust: Double
    /// Share of cells harmed from which on positions stay dark.
    package var harm: Double
    /// How long harm takes to show: where `damage` looks, light at most doubles in this time.
    package var harmShows: Double
    /// From one search for the focus to the next, where the envelope lets the agent move it.
    package var refocus: Double
    /// Of the moments of audits.
    package var seed: UInt64

    package init(
        events: EventDrivenSettings = EventDrivenSettings(), timing: Double = 120,
        every: Int? = nil, rise: Double? = nil,
        signal: HoldSNRSettings.Signal = .raw, target: Double = 8, startLight: Double = 0.2,
        largestStep: Double = 1.5, most: Double = 1, audit: Double = 0.0005,
        agreement: Double = 0.5, trust: Double = 0.7, harm: Double = 0.05,
        harmShows: Double = 3600, refocus: Double = 1200, seed: UInt64 = 1
    ) {
        self.events = events
        self.timing = timing
        self.every = every
        self.rise = rise
        self.signal = signal
        self.target = target
        self.startLight = startLight
        self.largestStep = largestStep
        self.most = most
        self.audit = audit
        self.agreement = agreement
        self.trust = trust
        self.harm = harm
        self.harmShows = harmShows
        self.refocus = refocus
        self.seed = seed
    }
}
