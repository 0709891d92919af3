package import Acquisition
package import SimulatedRig
import Synchronization

/// One life of the program in a rehearsal, and what it left: the instruments as they are, the
/// journal and the store.
package final class Life: Sendable {
    struct Parts: Sendable {
        var store: (any FrameStore)?
        var plan: RunPlan?
        var outcome: RunOutcome?
        var failure: (any Error)?
    }

    package let bench: RigBench
    package let journal: Journal
    private let executor: SimulationExecutor
    private let parts: Mutex<Parts>

    init(
        bench: RigBench, journal: Journal, store: (any FrameStore)?, executor: SimulationExecutor
    ) {
        self.bench = bench
        self.journal = journal
        self.executor = executor
        parts = Mutex(Parts(store: store))
    }

    package var store: (any FrameStore)? { parts.withLock { $0.store } }
    /// `nil` where the life ended before the plan was read.
    package var plan: RunPlan? { parts.withLock { $0.plan } }
    /// `nil` where the program was killed, or could not begin.
    package var outcome: RunOutcome? { parts.withLock { $0.outcome } }
    /// Why the run could not begin.
    package var failure: (any Error)? { parts.withLock { $0.failure } }
    /// The virtual time at the end.
    package var end: Duration { executor.now }
    package var jobCount: Int { executor.jobCount }

    /// Watches the rig for `aftermath`, ends its life too, and returns what really happened.
    package func endRig(after aftermath: Duration = .zero) -> (truth: RigTruth, lines: [String]) {
        bench.end(at: end + aftermath)
    }

    func note(_ change: (inout Parts) -> Void) { parts.withLock { change(&$0) } }
}
