import Synchronization

/// Runs every job of a simulation on one thread, in an order that the seed decides, in virtual time.
///
/// When no job is ready, time jumps to the earliest sleeper. The same seed and the same program
/// give the same order, always; a task that is not a child of the one given to
/// ``SimulationExecutor/run(seed:_:)`` escapes it and breaks that promise.
package final class SimulationExecutor: TaskExecutor {
    private struct State {
        var ready: [UnownedJob] = []
        var sleepers = SleeperHeap()
        var cancelled: Set<UInt64> = []
        var now: Duration
        var jobCount = 0
        var lastID: UInt64 = 0
        var random: SplitMix64
    }

    private let state: Mutex<State>

    /// - Parameter start: The virtual time at the beginning.
    package init(seed: UInt64, start: Duration = .zero) {
        state = Mutex(State(now: start, random: SplitMix64(seed: seed)))
    }

    /// The virtual time.
    package var now: Duration { state.withLock { $0.now } }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    /// Suspends the caller until virtual time reaches `deadline`.
    package func sleep(until deadline: Duration) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    state.sleepers.insert(
                        Sleeper(wake: max(deadline, state.now), id: id, resume: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                if let sleeper = state.sleepers.remove(id: id) { return Optional(sleeper.resume) }
                state.cancelled.insert(id)
                return nil
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Suspends the caller until virtual time reaches `deadline`, cancelled or not.
    package func sleepThrough(until deadline: Duration) async {
        // Nothing ends this sleep early, so it cannot throw.
        try? await withCheckedThrowingContinuation { continuation in
            state.withLock { state in
                state.lastID += 1
                state.sleepers.insert(
                    Sleeper(
                        wake: max(deadline, state.now), id: state.lastID, resume: continuation))
            }
        }
    }

    /// How many jobs have run.
    package var jobCount: Int { state.withLock { $0.jobCount } }

    /// Runs until nothing is ready and nobody sleeps, or until `jobLimit` jobs have run; returns
    /// whether everything ran.
    private func drain(jobLimit: Int = .max) -> Bool {
        while jobCount < jobLimit {
            let job = state.withLock { state -> UnownedJob? in
                guard !state.ready.isEmpty else { return nil }
                let index = Int(state.random.next() % UInt64(state.ready.count))
                state.jobCount += 1
                return state.ready.remove(at: index)
            }
            if let job {
                job.runSynchronously(on: asUnownedTaskExecutor())
                continue
            }
            let sleeper = state.withLock { state -> Sleeper? in
                guard let next = state.sleepers.popEarliest() else { return nil }
                state.now = next.wake
                return next
            }
            guard let sleeper else { return true }
            sleeper.resume.resume()
        }
        return false
    }

    /// Runs `body` and everything it starts to the end, on the calling thread.
    ///
    /// - Throws: what `body` throws, or ``SimulationStalled`` when everybody waits for somebody.
    package static func run<Result: Sendable>(
        seed: UInt64,
        _ body: @escaping @Sendable (SimulationExecutor) async throws -> Result
    ) throws -> Result {
        let executor = SimulationExecutor(seed: seed)
        return try executor.run { try await body(executor) }
    }

    /// Runs `body` and everything it starts, on the calling thread.
    ///
    /// - Parameter jobLimit: After so many jobs everything stops where it is, as when a process is
    ///   killed: nobody is told, and nothing is tidied up.
    /// - Throws: what `body` throws, ``SimulationStalled`` when everybody waits for somebody, or
    ///   ``SimulationKilled``.
    package func run<Result: Sendable>(
        jobLimit: Int = .max, _ body: @escaping @Sendable () async throws -> Result
    ) throws -> Result {
        let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
        // The one task of a simulation that is nobody's child; everything else is below it.
        let root = Task(executorPreference: self) {
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            outcome.withLock { $0 = result }
        }
        guard drain(jobLimit: jobLimit) else { throw SimulationKilled() }
        guard let result = outcome.withLock({ $0 }) else {
            root.cancel()
            _ = drain()
            throw SimulationStalled()
        }
        return try result.get()
    }
}

/// Every task of a simulation waited, and nothing was left that could wake one.
package struct SimulationStalled: Error {}

/// A simulation was given no more jobs.
package struct SimulationKilled: Error {}
