import Hardware
package import SimulatedRig
import Synchronization

/// The simulated rig on the bench of a rehearsal: in this process, in virtual time.
///
/// `@unchecked Sendable` holds because every access to the rig goes through the lock.
package final class RigBench: @unchecked Sendable {
    private let lock = Mutex(())
    private let rig: SimulatedRig
    private let lines: TruthLines
    let sight: RestoredSight?
    package let clock: SimulationClock

    /// How soon a wire is looked at again: the rig may name a moment at which nothing comes yet.
    static let glance = Duration.microseconds(20)

    /// - Parameter sight: Is shown every frame as no noise would show it.
    package init(
        _ settings: RigSettings, clock: SimulationClock, sight: RestoredSight? = nil
    ) throws {
        let lines = TruthLines()
        rig = try SimulatedRig(
            settings, record: { lines.append($0) },
            showMean: sight.map { sight in { sight.take($0, mean: $1) } })
        self.lines = lines
        self.sight = sight
        self.clock = clock
    }

    /// The same rig, as the next program finds it.
    init(_ bench: RigBench, clock: SimulationClock) {
        rig = bench.rig
        lines = bench.lines
        sight = bench.sight
        self.clock = clock
    }

    /// What the light guard writes when the controller dies.
    func darkenAsGuard() {
        let offs = Array(repeating: "0", count: rig.settings.light.engine.count)
        use { rig in
            let when = clock.now + .milliseconds(20)
            rig.receive(
                Array("\nSET MULCH \(offs.joined(separator: " "))\n".utf8), on: .engine, at: when)
            rig.receive(Array("\rLED X=0\r\\\r".utf8), on: .stage, at: when)
        }
    }

    /// Lets the rig live on until `time` and ends its life; returns what really happened.
    func end(at time: Duration) -> (truth: RigTruth, lines: [String]) {
        use { rig in
            rig.end(at: max(time, clock.now))
            return (rig.truth, lines.all)
        }
    }

    /// Does something with the rig, alone.
    package func use<Result>(_ body: (SimulatedRig) throws -> Result) rethrows -> Result {
        try lock.withLock { _ in try body(rig) }
    }
}

/// The truth, line by line as in a truth file; touched only under the bench's lock.
private final class TruthLines {
    private(set) var all: [String] = []

    func append(_ event: TruthEvent) {
        all += event.json.map(\.printed)
    }
}
