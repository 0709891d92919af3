package import Hardware

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
}
