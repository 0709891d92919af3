internal import Dispatch

/// Pieces of work that need nothing of each other, done at the same time.
package enum SideBySide {
    /// Does `work` with each of the numbers from 0 to `count - 1`, on as many threads as there are
    /// processors, and returns when all of it is done.
    ///
    /// More than one piece computes networks with one thread each: the library's own threads would
    /// only be in each other's way. A single one computes as its caller does.
    ///
    /// - Parameter work: Touches nothing that the same call touches with another number.
    /// - Returns: What it gave, in the order of the numbers.
    package static func map<Answer>(_ count: Int, _ work: (_ number: Int) -> Answer) -> [Answer] {
        guard count > 1 else { return (0..<count).map(work) }
        let usual = InferencePlan.threadCount
        defer { InferencePlan.useThreads(usual) }
        let answers = UnsafeMutableBufferPointer<Answer?>.allocate(capacity: count)
        answers.initialize(repeating: nil)
        defer {
            answers.deinitialize()
            answers.deallocate()
        }
        withoutActuallyEscaping(work) { work in
            let errand = Errand(work: work, answers: answers)
            DispatchQueue.concurrentPerform(iterations: count) { number in
                InferencePlan.useThreads(1)
                errand.answers[number] = errand.work(number)
            }
        }
        return answers.compactMap { $0 }
    }

    /// What the threads do.
    ///
    /// `@unchecked Sendable` holds because each number is done once, writes its own answer alone, and
    /// ``map(_:_:)`` returns when all are done.
    private struct Errand<Answer>: @unchecked Sendable {
        let work: (Int) -> Answer
        let answers: UnsafeMutableBufferPointer<Answer?>
    }
}
