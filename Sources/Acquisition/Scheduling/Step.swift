package import Hardware

/// One event of the plan in the rig's terms: everything that is needed to take it.
package struct Step: Sendable, Equatable {
    /// Index of the event in the expanded plan, from 0.
    package let eventIndex: Int
    /// Place in the store.
    package let series: Int
    package let t: Int
    package let c: Int
    package let z: Int
    /// The place that light is counted for and that an agent decides on: one per series.
    package let positionName: String
    package let channel: String
    /// `nil` leaves the stage where it is.
    package let point: StagePoint?
    /// `nil` leaves the focus where it is.
    package let zMicrometers: Double?
    /// What an agent added to the planned focus.
    package let focusOffsetMicrometers: Double
    package var exposure: Duration
    package let power: RigFile.Power
    package let region: PixelRegion?
    /// Not before this time after the timer's zero; `nil` as soon as possible.
    package let minStart: Duration?
    /// The timer's zero becomes the moment this step starts.
    package let resetsTimer: Bool

    package init(
        eventIndex: Int, series: Int, t: Int, c: Int, z: Int, positionName: String,
        channel: String, point: StagePoint?, zMicrometers: Double?, exposure: Duration,
        power: RigFile.Power, region: PixelRegion?, minStart: Duration?, resetsTimer: Bool,
        focusOffsetMicrometers: Double = 0
    ) {
        self.eventIndex = eventIndex
        self.series = series
        self.t = t
        self.c = c
        self.z = z
        self.positionName = positionName
        self.channel = channel
        self.point = point
        self.zMicrometers = zMicrometers
        self.focusOffsetMicrometers = focusOffsetMicrometers
        self.exposure = exposure
        self.power = power
        self.region = region
        self.minStart = minStart
        self.resetsTimer = resetsTimer
    }

    /// The step with what an agent's directive changes; `nil` where that is no exposure.
    ///
    /// - Parameter rest: Where the focus goes for a step that plans none, micrometres.
    func following(_ directive: Directive, rest: Double?) -> Step? {
        // A day is longer than any exposure, and no number beyond it may reach a `Duration`.
        if let seconds = directive.exposureSeconds, !(seconds > 0 && seconds < 86_400) {
            return nil
        }
        let offset = directive.focusOffsetMicrometers
        let z = (zMicrometers ?? rest).map { $0 + offset }
        // Without a focus to count from there is nowhere to go.
        if offset != 0, z == nil { return nil }
        return Step(
            eventIndex: eventIndex, series: series, t: t, c: c, z: self.z,
            positionName: positionName, channel: channel, point: point, zMicrometers: z,
            exposure: directive.exposureSeconds.map { .seconds($0) } ?? exposure,
            power: directive.powerMilliwatts.map { .milliwatts($0) } ?? power, region: region,
            minStart: minStart, resetsTimer: resetsTimer, focusOffsetMicrometers: offset)
    }
}
