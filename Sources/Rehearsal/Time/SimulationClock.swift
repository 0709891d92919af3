import Hardware

/// The virtual time of a simulation, as a run's clock.
package struct SimulationClock: RunClock {
    private let executor: SimulationExecutor
    /// The virtual time at which this clock says 0.
    private let zero: Duration

    package init(_ executor: SimulationExecutor, zero: Duration = .zero) {
        self.executor = executor
        self.zero = zero
    }

    package var now: Duration { executor.now - zero }

    package func sleep(until deadline: Duration) async throws {
        try Task.checkCancellation()
        guard deadline > now else { return }
        try await executor.sleep(until: zero + deadline)
    }

    /// Suspends until `deadline` for something that is waited for even in a cancelled task.
    func sleep(shielded deadline: Duration) async throws(SerialError) {
        if CancellationShield.isRaised {
            return await executor.sleepThrough(until: zero + deadline)
        }
        do { try await sleep(until: deadline) } catch {
            throw SerialError(.cancelled, "wait")
        }
    }
}
