/// What the run asks after each frame. Module `Agent` answers; `nil` runs the plan as it stands.
package protocol Decider: Actor {
    /// Called once, before the first exposure: what holds from the first event on.
    func begin(_ outline: RunOutline) async -> [Decision]

    /// Called for each frame in order, except those that were skipped because analysis fell behind.
    func decide(on frame: AcquiredFrame, standing: RunStanding) async -> [Decision]

    /// Called instead of ``decide(on:standing:)`` for what a killed run had already observed, in
    /// order, so that the policy stands where it stood.
    ///
    /// - Returns: Whether the inputs could be read.
    func restore(inputs: String) async -> Bool
}

/// What an agent may know of a run before it starts.
package struct RunOutline: Sendable {
    package struct Channel: Sendable {
        package let name: String
        package let isTransmitted: Bool
        /// As planned.
        package let exposureSeconds: Double
        package let powerMilliwatts: Double
        package let exposureLimits: ClosedRange<Double>
        package let powerLimits: ClosedRange<Double>
        /// J/cm² of one planned exposure; `nil` without a calibration.
        package let joulesPerCm2: Double?

        package init(
            name: String, isTransmitted: Bool, exposureSeconds: Double, powerMilliwatts: Double,
            exposureLimits: ClosedRange<Double>, powerLimits: ClosedRange<Double>,
            joulesPerCm2: Double?
        ) {
            self.name = name
            self.isTransmitted = isTransmitted
            self.exposureSeconds = exposureSeconds
            self.powerMilliwatts = powerMilliwatts
            self.exposureLimits = exposureLimits
            self.powerLimits = powerLimits
            self.joulesPerCm2 = joulesPerCm2
        }
    }

    package let positionNames: [String]
    package let channels: [Channel]
    /// Seconds between time points; `nil` without a regular time plan.
    package let intervalSeconds: Double?
    package let timePointCount: Int
    /// Of a stack; 1 without a z plan.
    package let planeCount: Int
    /// How far the agent may move the focus from the planned one, µm; 0 for not at all.
    package let focusReachMicrometers: Double
    /// J/cm² that a position may take; `nil` without a budget.
    package let budgetPerPosition: Double?

    package init(
        positionNames: [String], channels: [Channel], intervalSeconds: Double?,
        timePointCount: Int, budgetPerPosition: Double?, planeCount: Int = 1,
        focusReachMicrometers: Double = 0
    ) {
        self.planeCount = planeCount
        self.focusReachMicrometers = focusReachMicrometers
        self.positionNames = positionNames
        self.channels = channels
        self.intervalSeconds = intervalSeconds
        self.timePointCount = timePointCount
        self.budgetPerPosition = budgetPerPosition
    }
}

/// Where a run stands when a frame is looked at.
package struct RunStanding: Sendable, Codable, Hashable {
    /// J/cm² booked so far at the frame's position; `nil` while only uncalibrated lights have shone.
    package let joulesAtPosition: Double?
    /// J/cm² booked so far at all positions together.
    package let joulesInRun: Double?
    /// First event that a decision made now can still change.
    package let firstOpenEvent: Int
    /// Seconds from the frame's arrival to this look at it, networks included.
    package let secondsSinceFrame: Double?

    package init(
        joulesAtPosition: Double?, joulesInRun: Double?, firstOpenEvent: Int,
        secondsSinceFrame: Double? = nil
    ) {
        self.secondsSinceFrame = secondsSinceFrame
        self.joulesAtPosition = joulesAtPosition
        self.joulesInRun = joulesInRun
        self.firstOpenEvent = firstOpenEvent
    }
}
