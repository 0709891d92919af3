/// Minimum, median, 99th percentile and maximum of several times.
struct Spread {
    let min: Duration
    let median: Duration
    let p99: Duration
    let max: Duration

    /// - Parameter times: At least one.
    init(_ times: [Duration]) {
        let sorted = times.sorted()
        precondition(!sorted.isEmpty, "nothing was measured")
        min = sorted[0]
        median = sorted[sorted.count / 2]
        p99 = sorted[Swift.min(sorted.count - 1, sorted.count * 99 / 100)]
        max = sorted[sorted.count - 1]
    }

    /// Of each figure, the median over several repetitions.
    init(medianOf repetitions: [Spread]) {
        min = Spread(repetitions.map(\.min)).median
        median = Spread(repetitions.map(\.median)).median
        p99 = Spread(repetitions.map(\.p99)).median
        max = Spread(repetitions.map(\.max)).median
    }

    var text: String {
        "min \(text(min.milliseconds)) ms, median \(text(median.milliseconds)) ms, "
            + "p99 \(text(p99.milliseconds)) ms, max \(text(max.milliseconds)) ms"
    }

    private func text(_ value: Double) -> String { value.rounded(places: 3) }
}
