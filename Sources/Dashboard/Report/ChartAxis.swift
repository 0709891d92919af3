/// Places for marks on an axis that people can read.
enum ChartAxis {
    /// Seconds at which to mark a time axis, about eight of them.
    static func timeMarks(upTo seconds: Double) -> [Double] {
        let steps: [Double] = [
            1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
        ]
        let wanted = max(seconds, 1) / 8
        let step = steps.first { $0 >= wanted } ?? (wanted / 86_400).rounded(.up) * 86_400
        return marks(upTo: seconds, step: step)
    }

    /// A mark on the time axis in words.
    static func timeLabel(_ seconds: Double, within total: Double) -> String {
        if total > 5400 { return "\(PageText.number(seconds / 3600)) h" }
        if total > 90 { return "\(PageText.number(seconds / 60)) min" }
        return "\(PageText.number(seconds)) s"
    }

    /// Values at which to mark an axis from 0, about five of them.
    static func valueMarks(upTo value: Double) -> [Double] {
        guard value.isFinite, value > 0 else { return [0] }
        return valueMarks(from: 0, to: value)
    }

    /// Round values within `low...high`, at most about five.
    static func valueMarks(from low: Double, to high: Double) -> [Double] {
        let span = high - low
        guard low.isFinite, high.isFinite, span > 0 else { return low.isFinite ? [low] : [] }
        var step = 1.0
        while step * 5 < span { step *= 10 }
        while step * 5 > span * 10 { step /= 10 }
        step *= [0.1, 0.2, 0.5].first { step * $0 * 5.5 >= span } ?? 1
        let first = (low / step - 1e-9).rounded(.up)
        return marks(upTo: high - first * step, step: step).map { $0 + first * step }
    }

    /// 1, 2 and 5 of each decade within `low...high`; only whole decades where there are many.
    static func decadeMarks(from low: Double, to high: Double) -> [Double] {
        guard low > 0, high.isFinite, high > low else { return [] }
        let factors: [Double] = high / low > 2000 ? [1] : [1, 2, 5]
        var decade = 1.0
        while decade > low { decade /= 10 }
        while decade * 10 <= low { decade *= 10 }
        var marks: [Double] = []
        while decade <= high {
            marks += factors.map { decade * $0 }.filter { (low...high).contains($0) }
            decade *= 10
        }
        return marks
    }

    private static func marks(upTo end: Double, step: Double) -> [Double] {
        let count = Int((end / step * (1 + 1e-9)).rounded(.down))
        return (0...max(0, min(count, 100))).map { Double($0) * step }
    }
}
