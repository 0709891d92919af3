/// Decides which frames of several traces are taken, when only taken ones show their score.
protocol LookRule {
    /// Whether the next frame of a trace is taken.
    ///
    /// - Parameter gap: Frames since the last one that was; `nil` before the first.
    mutating func takes(_ trace: Int, gap: Int?) -> Bool

    /// What a frame showed that was taken.
    mutating func saw(_ score: Double, in trace: Int, gap: Int?)
}

/// Every so many frames, whatever they show.
struct EvenLooks: LookRule {
    let interval: Int

    mutating func takes(_ trace: Int, gap: Int?) -> Bool { gap.map { $0 >= interval } ?? true }
    mutating func saw(_ score: Double, in trace: Int, gap: Int?) {}
}

/// Slow until a score reaches the upper threshold, then every frame until one falls below the lower.
///
/// - Source: D. Mahecic et al., Nature Methods 19 (2022) 1262–1267.
struct HysteresisLooks: LookRule {
    let slow: Int
    private var levels: [LevelWatch]
    private var frames: [Int]

    /// - Parameter settings: Times are in frames.
    init(_ settings: EventDrivenSettings, slow: Int, traceCount: Int) {
        self.slow = slow
        levels = Array(repeating: LevelWatch(settings), count: traceCount)
        frames = Array(repeating: 0, count: traceCount)
    }

    mutating func takes(_ trace: Int, gap: Int?) -> Bool {
        guard let gap else { return true }
        return levels[trace].isSpending || gap >= slow
    }

    mutating func saw(_ score: Double, in trace: Int, gap: Int?) {
        frames[trace] += gap ?? 0
        _ = levels[trace].update(with: score, at: Double(frames[trace]))
    }
}
