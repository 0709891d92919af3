/// The machine's monotonic clock, counted from its creation.
///
/// `speed` above 1 makes it run fast, for a simulated rig that runs equally fast: one real second
/// is then `speed` seconds of the run.
package struct SystemClock: RunClock {
    package let speed: Double
    private let zero = ContinuousClock.now

    package init(speed: Double = 1) {
        precondition(speed > 0, "a clock that stands still never wakes anybody")
        self.speed = speed
    }

    package var now: Duration { (ContinuousClock.now - zero) * speed }

    package func sleep(until deadline: Duration) async throws {
        try await ContinuousClock().sleep(until: zero + deadline / speed)
    }
}
