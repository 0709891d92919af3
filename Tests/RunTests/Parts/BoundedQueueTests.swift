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
                    for number in 0..<50 { while !queue.offer(number) { await Task.yield() } }
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

    @Test("full, an offer is refused until there is room")
    func full() async {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.offer(1))
        #expect(queue.offer(2))
        #expect(!queue.offer(3))
        #expect(await queue.receive() == 1)
        #expect(queue.offer(3))
        #expect(await queue.receive() == 2)
        #expect(await queue.receive() == 3)
    }

    @Test("closed, it gives what is left, then nil, and takes nothing more")
    func closed() async {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.offer(1))
        queue.close()

        #expect(!queue.offer(2))
        #expect(queue.isClosed)
        #expect(await queue.receive() == 1)
        #expect(await queue.receive() == nil)
        #expect(await queue.receive() == nil)
    }

    @Test("closing wakes a receiver that waits")
    func closingWakes() throws {
        try SimulationExecutor.run(seed: 1) { executor in
            let clock = SimulationClock(executor)
            let empty = BoundedQueue<Int>(capacity: 1)
            async let received = empty.receive()
            try await clock.sleep(for: .seconds(1))
            empty.close()
            #expect(await received == nil)
        }
    }
}
