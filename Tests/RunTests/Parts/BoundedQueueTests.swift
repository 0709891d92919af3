import Hardware
import Testing

@testable import Acquisition
@testable import Rehearsal

@Suite("Bounded queue")
struct BoundedQueueTests {
    @Test("passes everything on once and in order, and never holds more than it may")
    func order() throws {
        for seed in 0..<100 as Range<UInt64> {
            let received = try SimulationExecutor.run(seed: seed) { _ in
                let queue = BoundedQueue<Int>(capacity: 3)
                async let sent: Void = {
                    for number in 0..<50 { _ = await queue.send(number) }
                    queue.close()
                }()
                var received: [Int] = []
                while let number = await queue.receive() {
                    #expect(queue.count <= 3)
                    received.append(number)
                }
                await sent
                return received
            }

            #expect(received == Array(0..<50), "seed \(seed)")
        }
    }

    @Test("full, an offer is refused and a send waits until there is room")
    func full() throws {
        try SimulationExecutor.run(seed: 1) { executor in
            let queue = BoundedQueue<Int>(capacity: 2)
            #expect(queue.offer(1))
            #expect(queue.offer(2))
            #expect(!queue.offer(3))
            let clock = SimulationClock(executor)
            async let isSent = queue.send(3)
            try await clock.sleep(for: .seconds(1))
            #expect(queue.count == 2)
            #expect(await queue.receive() == 1)
            #expect(await isSent)
            #expect(await queue.receive() == 2)
            #expect(await queue.receive() == 3)
        }
    }

    @Test("closed, it gives what is left, then nil, and takes nothing more")
    func closed() async {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.offer(1))
        queue.close()

        #expect(!queue.offer(2))
        #expect(await queue.send(2) == false)
        #expect(await queue.receive() == 1)
        #expect(await queue.receive() == nil)
        #expect(await queue.receive() == nil)
    }

    @Test("closing wakes a sender and a receiver that wait")
    func closingWakes() throws {
        try SimulationExecutor.run(seed: 1) { executor in
            let clock = SimulationClock(executor)
            let full = BoundedQueue<Int>(capacity: 1)
            let empty = BoundedQueue<Int>(capacity: 1)
            #expect(full.offer(1))
            async let isSent = full.send(2)
            async let received = empty.receive()
            try await clock.sleep(for: .seconds(1))
            full.close()
            empty.close()
            #expect(await isSent == false)
            #expect(await received == nil)
        }
    }
}
