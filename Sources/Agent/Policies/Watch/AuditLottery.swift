import Models

/// Draws the moments of reference exposures, within a share of the planned light.
///
/// They come at random, so that nothing that recurs can hide from them.
struct AuditLottery: Sendable {
    private let share: Double
    private var random: SplitMix64
    /// Light of audits so far and in all, in planned exposures.
    private var spent = 0.0
    private let most: Double

    /// - Parameters:
    ///   - share: Of the plan's exposures, 0...1.
    ///   - planned: Exposures of one channel that the whole plan holds.
    init(share: Double, planned: Int, seed: UInt64) {
        self.share = share
        most = share * Double(planned)
        random = SplitMix64(seed: seed)
    }

    /// Whether an audit is to be taken now.
    ///
    /// - Parameter cost: Its light, in planned exposures.
    mutating func draw(cost: Double) -> Bool {
        // Drawn every time, so that what comes later does not hang on what could be afforded.
        let ticket = Double(random.next() >> 11) / Double(UInt64(1) << 53)
        guard cost > 0, spent + cost <= most, ticket < share / cost else { return false }
        spent += cost
        return true
    }
}
