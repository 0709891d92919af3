import Hardware
import Synchronization
import Testing

@testable import Rehearsal

@Suite("Simulation executor")
struct SimulationExecutorTests {
    /// Ten tasks that sleep, race and write down their order.
    private static func trace(seed: UInt64) throws -> [Int] {
        try SimulationExecutor.run(seed: seed) { executor in
            let order = Log()
            let clock = SimulationClock(executor)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        for round in 0..<5 {
                            try await clock.sleep(for: .milliseconds(10 * (round % 2)))
                            order.append(number)
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
            }
            return order.entries
        }
    }

    @Test("the same seed gives the same order, every time")
    func sameSeedSameOrder() throws {
        for seed in 0..<200 as Range<UInt64> {
            let first = try Self.trace(seed: seed)
            #expect(try Self.trace(seed: seed) == first)
        }
    }

    @Test("different seeds give different orders")
    func seedsDiffer() throws {
        let orders = try Set((0..<50 as Range<UInt64>).map { try Self.trace(seed: $0) })

        #expect(orders.count > 45)
    }

    @Test("a day passes at once, and sleepers wake in order")
    func virtualTime() throws {
        let woken = try SimulationExecutor.run(seed: 1) { executor in
            let clock = SimulationClock(executor)
            let woken = Log()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for hour in [24, 3, 12] {
                    group.addTask {
                        try await clock.sleep(for: .seconds(3600 * hour))
                        woken.append(hour)
                    }
                }
                try await group.waitForAll()
            }
            #expect(clock.now == .seconds(86_400))
            return woken.entries
        }

        #expect(woken == [3, 12, 24])
    }

    @Test("a cancelled sleeper wakes at once, with an error")
    func cancellation() throws {
        try SimulationExecutor.run(seed: 1) { executor in
            let clock = SimulationClock(executor)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await clock.sleep(for: .seconds(1000)) }
                try await clock.sleep(for: .seconds(1))
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            #expect(clock.now == .seconds(1))
        }
    }

    @Test("a deadlock is an error, not a hang")
    func deadlock() throws {
        #expect(throws: SimulationStalled.self) {
            try SimulationExecutor.run(seed: 1) { _ in
                let _: Void = await withCheckedContinuation { continuation in
                    // Never resumed while the simulation runs; leaked on purpose.
                    Parked.shared.withLock { $0.append(continuation) }
                }
            }
        }
    }
}

/// Holds what a deadlocked test would leak.
private enum Parked {
    static let shared = Mutex<[CheckedContinuation<Void, Never>]>([])
}

/// What happened, in the order in which it did.
private final class Log: Sendable {
    private let numbers = Mutex<[Int]>([])

    var entries: [Int] { numbers.withLock { $0 } }

    func append(_ number: Int) { numbers.withLock { $0.append(number) } }
}
