/// The time points of a plan, computed one at a time: a plan of a hundred million is as small as
/// one of ten.
package struct TimePoints: Sendable, RandomAccessCollection {
    /// Points `first...` at `offset + (index − first + 1) · interval`, in microseconds.
    private struct Run: Sendable {
        var first: Int
        var offset: Int
        var interval: Int
    }

    private var runs: [Run] = []
    package private(set) var endIndex = 0
    package var startIndex: Int { 0 }

    package init(_ plan: TimePlan) {
        let isEmpty = plan.phases.allSatisfy { $0.loops < 1 }
        guard plan.isMultiPhase || !isEmpty else { return }
        // The first point is always 0; a phase adds all of its points but its own 0.
        endIndex = 1
        var offset = 0
        for phase in plan.phases where phase.loops > 1 {
            let interval = phase.interval.microseconds
            runs.append(Run(first: endIndex, offset: offset, interval: interval))
            offset += interval * (phase.loops - 1)
            endIndex += phase.loops - 1
        }
    }

    /// No time points, for a plan without time.
    init() {}

    package subscript(_ index: Int) -> Duration {
        guard index > 0, let run = run(containing: index) else { return .zero }
        return .microseconds(run.offset + (index - run.first + 1) * run.interval)
    }

    private func run(containing index: Int) -> Run? {
        guard runs.count > 1 else { return runs.first }
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].first <= index { low = middle } else { high = middle }
        }
        return runs[low]
    }
}
