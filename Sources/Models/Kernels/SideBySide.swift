internal import Dispatch

/// Pieces of work that need nothing of each other, done at the same time.
package enum SideBySide {
    /// Does `work` with each of the numbers from 0 to `count - 1` and returns when all of it is done.
    ///
    /// More than one piece computes networks with one thread each: the library's own threads would
    /// only be in each other's way. A single one computes as its caller does.
    ///
    /// - Parameters:
    ///   - most: One thread does it all; more are as many as there are processors.
    ///   - work: Touches nothing that the same call touches with another number.
    /// - Returns: What it gave, in the order of the numbers.
    package static func map<Answer>(
        _ count: Int, most: Int = .max, _ work: (_ number: Int) -> Answer
    ) -> [Answer] {
        guard count > 1, most > 1 else { return (0..<count).map(work) }
        let answers = UnsafeMutableBufferPointer<Answer?>.allocate(capacity: count)
        answers.initialize(repeating: nil)
        defer {
            answers.deinitialize()
            answers.deallocate()
        }
        withoutActuallyEscaping(work) { work in
            let errand = Errand(work: work, answers: answers)
            DispatchQueue.concurrentPerform(iterations: count) { number in
                InferencePlan.withThreads(1) { errand.answers[number] = errand.work(number) }
            }
        }
        return answers.compactMap { $0 }
    }

    /// Does two different things at the same time, where networks of the calling thread may use more
    /// than one, else one after the other.
    ///
    /// - Parameters:
    ///   - first, second: Touch nothing that the other one touches.
    package static func both<First, Second>(
        _ first: () throws -> First, _ second: () throws -> Second
    ) throws -> (First, Second) {
        let answers = map(2, most: InferencePlan.threadCount) { number in
            number == 0
                ? Either.first(Result { try first() }) : Either.second(Result { try second() })
        }
        guard case .first(let one) = answers[0], case .second(let other) = answers[1] else {
            preconditionFailure("two things have two answers")
        }
        return (try one.get(), try other.get())
    }

    private enum Either<First, Second> {
        case first(Result<First, any Error>)
        case second(Result<Second, any Error>)
    }

    /// Shares the numbers from 0 to `count - 1` out among as many threads as networks of the calling
    /// thread may use, each with one range of them.
    ///
    /// - Parameters:
    ///   - least: Numbers that are worth a thread.
    ///   - work: Touches nothing that it touches for another range.
    package static func shares(
        of count: Int, least: Int = 1, _ work: (_ range: Range<Int>) -> Void
    ) {
        let shares = min(InferencePlan.threadCount, count / max(1, least))
        guard shares > 1 else { return work(0..<count) }
        withoutActuallyEscaping(work) { work in
            let errand = Errand<Void>(work: {
                work(($0 * count / shares)..<(($0 + 1) * count / shares))
            })
            DispatchQueue.concurrentPerform(iterations: shares) { errand.work($0) }
        }
    }

    /// What the threads do.
    ///
    /// `@unchecked Sendable` holds because each number is done once, writes its own answer alone, and
    /// who shares them out returns when all are done.
    private struct Errand<Answer>: @unchecked Sendable {
        let work: (Int) -> Answer
        var answers = UnsafeMutableBufferPointer<Answer?>(start: nil, count: 0)
    }
}
