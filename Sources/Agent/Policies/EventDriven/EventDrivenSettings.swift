/// Settings of ``EventDrivenPolicy``. Times in seconds, lengths in µm.
package struct EventDrivenSettings: Sendable, Hashable {
    /// What a network gives instead of the search for rounded cells; `nil` for that search.
    package var score: NetworkScore?
    /// Channel whose frames are scored: of transmitted light, unless a network scores.
    package var watch: String
    /// Fluorescence channels that are exposed only during an event; `nil` for all of them.
    package var spend: [String]?
    /// Score from which a cell counts as rounded up.
    package var startScore: Double
    /// Score under which it no longer does; below ``startScore``.
    package var stopScore: Double
    /// Frames in a row that must reach ``startScore``, or ``splitScore``.
    package var confirm: Int
    /// Time from the rounding to the first light: chromosomes need longer than this to line up.
    package var wait: Double
    /// From this on, a cell's body counts as two bodies.
    package var splitScore: Double
    /// A cell whose contrast falls below this share of its best has split, whatever its shape.
    package var fade: Double
    /// Shortest time that an event, once begun, keeps its light.
    package var dwell: Double
    /// A cell not seen as round for this long has left or spread out.
    package var lostAfter: Double
    /// Time for which light is spent after the split has been seen.
    package var tail: Double
    /// A cell that stays round for this long is dying or arrested, and is left alone.
    package var giveUp: Double
    /// Time after an event in which nothing close to it starts another: daughters stay round.
    package var refractory: Double
    /// How far a cell may move between two frames and still be the same.
    package var reach: Double
    /// How far daughters stray from where their mother was.
    package var daughterReach: Double
    /// Expose once every so many time points without any event; `nil` for never.
    package var referenceEvery: Int?
    /// Exposure during events instead of the planned one, in seconds.
    package var eventExposure: Double?

    package init(
        score: NetworkScore? = nil, watch: String = "phase", spend: [String]? = nil,
        startScore: Double = 0.6,
        stopScore: Double = 0.4, confirm: Int = 2, wait: Double = 360, splitScore: Double = 0.5,
        fade: Double = 0.8,
        dwell: Double = 360,
        lostAfter: Double = 360, tail: Double = 120, giveUp: Double = 4_200,
        refractory: Double = 2_400, reach: Double = 12, daughterReach: Double = 25,
        referenceEvery: Int? = nil, eventExposure: Double? = nil
    ) {
        self.score = score
        self.watch = watch
        self.spend = spend
        self.startScore = startScore
        self.stopScore = stopScore
        self.confirm = confirm
        self.wait = wait
        self.splitScore = splitScore
        self.fade = fade
        self.dwell = dwell
        self.lostAfter = lostAfter
        self.tail = tail
        self.giveUp = giveUp
        self.refractory = refractory
        self.reach = reach
        self.daughterReach = daughterReach
        self.referenceEvery = referenceEvery
        self.eventExposure = eventExposure
    }
}
