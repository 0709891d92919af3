import Hardware
import SimulatedRig
import Synchronization

/// The simulated rig on the bench of a rehearsal: in this process, in virtual time.
///
/// `@unchecked Sendable` holds because every access to the rig goes through the lock.
package final class RigBench: @unchecked Sendable {
    private let lock = Mutex(())
    private let rig: SimulatedRig
    package let clock: any RunClock

    package init(_ settings: RigSettings, clock: any RunClock) throws {
        rig = try SimulatedRig(settings)
        self.clock = clock
    }

    /// Does something with the rig, alone.
    package func use<Result>(_ body: (SimulatedRig) throws -> Result) rethrows -> Result {
        try lock.withLock { _ in try body(rig) }
    }
}
