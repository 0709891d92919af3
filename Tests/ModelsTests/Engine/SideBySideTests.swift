import Testing

@testable import Models

@Suite("Side by side")
struct SideBySideTests {
    @Test("every number is done once, and answers keep their order", arguments: [0, 1, 2, 7, 500])
    func order(count: Int) {
        let answers = SideBySide.map(count) { number in "\(number * number)" }

        #expect(answers == (0..<count).map { "\($0 * $0)" })
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
}
