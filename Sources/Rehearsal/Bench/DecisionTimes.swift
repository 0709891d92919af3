import Acquisition
import Synchronization

/// How long decisions took to compute, on the machine's clock: networks and policy, frame by frame.
package final class DecisionTimes: Sendable {
    private let seconds = Mutex<[Int: Double]>([:])

    package init() {}

    /// Seconds of each frame on which there was a decision, in rising order.
    package var sorted: [Double] { seconds.withLock { $0.values.sorted() } }

    /// Counts the time from `start` on for the frame of `event`.
    func count(of event: Int, since start: ContinuousClock.Instant) {
        let spent = start.duration(to: .now).inSeconds
        seconds.withLock { $0[event, default: 0] += spent }
    }
}

/// Another decider, timed.
actor TimedDecider: Decider {
    private let decider: any Decider
    private let times: DecisionTimes

    init(_ decider: any Decider, _ times: DecisionTimes) {
        self.decider = decider
        self.times = times
    }

    func begin(_ outline: RunOutline) async -> [Decision] { await decider.begin(outline) }

    func decide(on frame: AcquiredFrame, standing: RunStanding) async -> [Decision] {
        let start = ContinuousClock.now
        defer { times.count(of: frame.eventIndex, since: start) }
        return await decider.decide(on: frame, standing: standing)
    }

    func restore(inputs: String) async -> Bool { await decider.restore(inputs: inputs) }
}

/// Other networks, timed.
struct TimedNetworks: FrameNetworks {
    let networks: [FrameNetwork]
    private let worker: any FrameNetworks
    private let times: DecisionTimes

    init(_ worker: any FrameNetworks, _ times: DecisionTimes) {
        networks = worker.networks
        self.worker = worker
        self.times = times
    }

    func turns(of due: [Int], at frame: AcquiredFrame) -> [[Int]] {
        worker.turns(of: due, at: frame)
    }

    func look(
        _ indices: [Int], at frame: AcquiredFrame
    ) async -> [Result<NetworkFinding, any Error>] {
        let start = ContinuousClock.now
        defer { times.count(of: frame.eventIndex, since: start) }
        return await worker.look(indices, at: frame)
    }
}
