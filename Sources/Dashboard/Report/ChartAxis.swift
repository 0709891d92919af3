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
        var step = 1.0
        while step * 5 < value { step *= 10 }
        while step * 5 > value * 10 { step /= 10 }
        for factor in [0.1, 0.2, 0.5, 1.0] where step * factor * 5.5 >= value {
            return marks(upTo: value, step: step * factor)
        }
        return marks(upTo: value, step: step)
    }

    private static func marks(upTo end: Double, step: Double) -> [Double] {
        let count = Int((end / step * (1 + 1e-9)).rounded(.down))
        return (0...max(0, min(count, 100))).map { Double($0) * step }
    }
}
