import Hardware

/// The clock of devices that need no time: whoever sleeps by it wakes at once.
struct InstantClock: RunClock {
    var now: Duration { .zero }

    func sleep(until deadline: Duration) async throws {}
}
