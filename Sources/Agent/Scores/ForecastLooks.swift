internal import Glibc

/// Takes frames where a forecast expects events, and as many as a share allows: all traces together.
///
/// The next frame is taken while an event in it is likely; else the gap grows with how unlikely it
/// is. How long gaps are follows from what is left of the share, so that it lasts to the end.
struct ForecastLooks: LookRule {
    /// From this probability of an event on, the next frame is taken.
    private static let likely = 1.0 / 3
    /// Gaps grow e-fold for each eighth of probability that is missing.
    private static let growth = 8.0
    /// Logarithms of the gap at the edge of what is likely, in frames; gaps of the unlikely are a
    /// multiple of it.
    private static let (shortest, longest) = (-4.0, log(40.0))
    /// How fast the gap follows what was spent.
    private static let step = 0.01

    private var forecasts: [ScoreForecast]
    private var chances: [Double]
    /// Logarithm of the gap; beyond ``longest``, ever likelier events are let go.
    private var pace: Double
    private let budget: Double
    private var taken = 0
    private var left: Int

    /// - Parameters:
    ///   - share: Of all frames, above 0 and at most 1.
    ///   - frameCount: Of all traces.
    init(threshold: Double, share: Double, traceCount: Int, frameCount: Int) {
        precondition(share > 0 && share <= 1, "a share of the frames")
        forecasts = Array(repeating: ScoreForecast(threshold: threshold), count: traceCount)
        chances = Array(repeating: 1, count: traceCount)
        budget = share * Double(frameCount)
        left = frameCount
        pace = log(1 / share)
    }

    mutating func takes(_ trace: Int, gap: Int?) -> Bool {
        let isDue = gap.map { $0 >= wait(chances[trace]) } ?? true
        let takes = isDue && Double(taken + 1) <= budget
        let wanted = max(0, budget - Double(taken)) / Double(left)
        // Small shares are spent in steps that are large for them, and saved up slowly.
        let excess = ((takes ? 1 : 0) - wanted) / max(wanted, 1e-3).squareRoot()
        pace = min(max(pace + Self.step * excess, Self.shortest), Self.longest + 5)
        left = max(left - 1, 1)
        if takes { taken += 1 }
        return takes
    }

    mutating func saw(_ score: Double, in trace: Int, gap: Int?) {
        forecasts[trace].observe(score, gap: Double(gap ?? 0))
        chances[trace] = forecasts[trace].probability(gap: 1)
    }

    /// Frames until the next look.
    private func wait(_ chance: Double) -> Int {
        let likely = Self.likely + max(0, pace - Self.longest) / 10
        guard chance < likely else { return 1 }
        let gap = exp(min(pace, Self.longest) + Self.growth * (likely - chance))
        return max(1, Int(min(gap.rounded(), 160)))
    }
}
