import Glibc
import Synchronization
import Testing

@testable import Models

@Suite("Side by side")
struct SideBySideTests {
    @Test("every number is done once, and answers keep their order", arguments: [0, 1, 2, 7, 500])
    func order(count: Int) {
        let answers = SideBySide.map(count) { number in "\(number * number)" }

        #expect(answers == (0..<count).map { "\($0 * $0)" })
    }

    @Test("shares are even, cover everything once and are no smaller than is worth a thread")
    func shares() {
        func shares(of count: Int, least: Int, threads: Int) -> [Range<Int>] {
            let found = Mutex<[Range<Int>]>([])
            InferencePlan.withThreads(threads) {
                SideBySide.shares(of: count, least: least) { range in
                    found.withLock { $0.append(range) }
                }
            }
            return found.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
        }

        #expect(shares(of: 7, least: 1, threads: 2) == [0..<3, 3..<7])
        #expect(shares(of: 7, least: 4, threads: 2) == [0..<7])
        #expect(shares(of: 7, least: 1, threads: 1) == [0..<7])
        #expect(shares(of: 0, least: 1, threads: 2) == [0..<0])
        #expect(shares(of: 2, least: 1, threads: 8) == [0..<1, 1..<2])
    }

    @Test("one thread does all where no more may be used")
    func one() {
        let threads = SideBySide.map(4, most: 1) { _ in pthread_self() }
        #expect(threads.allSatisfy { $0 == pthread_self() })
    }

    @Test("pieces compute with one thread, and the caller with as many as before")
    func threads() {
        let usual = InferencePlan.threadCount
        defer { InferencePlan.useThreads(usual) }
        InferencePlan.useThreads(2)

        #expect(SideBySide.map(1) { _ in InferencePlan.threadCount } == [2])
        #expect(SideBySide.map(3) { _ in InferencePlan.threadCount } == [1, 1, 1])
        #expect(InferencePlan.threadCount == 2)
    }

    @Test("two different things are done at once where two threads may be used", arguments: [1, 2])
    func both(threads: Int) throws {
        struct Failure: Error {}
        try InferencePlan.withThreads(threads) {
            let (number, text) = try SideBySide.both {
                InferencePlan.threadCount
            } _: {
                "second"
            }
            #expect(number == 1 && text == "second")
            #expect(throws: Failure.self) {
                try SideBySide.both {
                    1
                } _: { () throws -> Int in
                    throw Failure()
                }
            }
            #expect(throws: Failure.self) {
                try SideBySide.both { () throws -> Int in
                    throw Failure()
                } _: {
                    1
                }
            }
        }
    }
}
