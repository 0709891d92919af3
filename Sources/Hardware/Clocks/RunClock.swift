/// The time that a run lives by: a monotonic count since the clock's own zero.
///
/// Handed in everywhere, so that a simulation can hand in one that jumps from event to event.
package protocol RunClock: Sendable {
    /// Time since the clock's zero; never goes back.
    var now: Duration { get }

    /// How many of the clock's seconds pass in one of the machine's; 1 unless a simulated rig runs
    /// fast.
    var speed: Double { get }

    /// Suspends until `deadline`; returns at once when it has passed.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    func sleep(until deadline: Duration) async throws
}

extension RunClock {
    package var speed: Double { 1 }

    /// Suspends for `duration`.
    package func sleep(for duration: Duration) async throws {
        try await sleep(until: now + duration)
    }
}
