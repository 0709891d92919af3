/// What a run is handed besides the instrument and the plan: time, executors, and its limits.
package struct RunSettings: Sendable {
    /// Where blocking file work runs; `nil` keeps it on the run's own executor, as a simulation
    /// must.
    package var fileExecutor: (any TaskExecutor)?
    /// Called from the run's loop at least this often, in the run's time.
    package var beatInterval: Duration = .milliseconds(100)
    /// How long a light that the camera does not gate may stay on when the camera is late in saying
    /// that its exposure has begun or ended; in the time of the world, whatever the clock's speed.
    package var lightGrace: Duration = .milliseconds(50)
    /// Tells the light guard that the run is alive; false means that the guard is gone.
    package var beat: @Sendable () -> Bool = { true }
    /// Frames under way between camera and disk before the next exposure waits.
    package var frameQueueCapacity = 8
    /// How often a run that waits for that queue looks whether there is room.
    package var queueInterval: Duration = .milliseconds(1)
    /// Frames waiting to be looked at before the next is skipped and counted.
    package var analysisQueueCapacity = 4
    /// Frames waiting behind one before its networks are skipped and counted; less than
    /// ``analysisQueueCapacity``.
    package var networkQueueCapacity = 2
    /// What a look of a network takes besides its computation, in the run's time: rehearsals state
    /// it, for virtual time stands still while a network computes.
    package var networkSeconds = Duration.zero
    /// Frames that are made durable together at the most.
    package var groupSize = 8
    /// Told after each step, for a progress line.
    package var progress: @Sendable (RunProgress) -> Void = { _ in }

    package init() {}
}

/// How far a run has come.
package struct RunProgress: Sendable {
    package let seconds: Double
    package let eventIndex: Int
    package let frameCount: Int
    package let skippedCount: Int
    package let joulesInRun: Double?
    /// The highest dose of any position, J/cm².
    package let joulesAtWorstPosition: Double?
    package let lastDecision: String?
    package let isPaused: Bool
}

/// How a run ended.
package struct RunOutcome: Sendable, Equatable {
    package enum State: String, Sendable, Codable {
        case completed
        case cancelled
        case failed
    }

    package var state: State
    /// In words for a person; empty when completed.
    package var reason: String
    package var frameCount: Int
    package var skippedCount: Int
    /// Frames that were kept but not looked at, because analysis fell behind.
    package var unseenCount: Int
    /// Looks of networks that were skipped, because analysis fell behind.
    package var skippedLookCount = 0
    /// How much later than planned a time point began, at the most; in the time of the world.
    package var lateness = Duration.zero
    /// A sentence for each light that could not be confirmed dark.
    package var alarms: [String]
}

extension RunOutcome {
    /// Whether a time point came so late that a person should know.
    package var isLate: Bool { lateness > .seconds(2) }
}
