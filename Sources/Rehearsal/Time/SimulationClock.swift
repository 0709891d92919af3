import Hardware

/// The virtual time of a simulation, as a run's clock.
package struct SimulationClock: RunClock {
    private let executor: SimulationExecutor

    package init(_ executor: SimulationExecutor) { self.executor = executor }

    package var now: Duration { executor.now }

    package func sleep(until deadline: Duration) async throws {
        try Task.checkCancellation()
        guard deadline > executor.now else { return }
        try await executor.sleep(until: deadline)
    }

    /// Suspends until `deadline` for something that is waited for even in a cancelled task.
    func sleep(shielded deadline: Duration) async throws(SerialError) {
        if CancellationShield.isRaised { return await executor.sleepThrough(until: deadline) }
        do { try await sleep(until: deadline) } catch {
            throw SerialError(.cancelled, "wait")
        }
    }
}
