/// How much harm light has done so far, by the network `damage`: the share of cells that it takes for
/// harmed, beyond what it took for harmed before the first light.
struct HarmBelief: Sendable, Equatable {
    /// Share of the newest frame in the running estimate.
    private static let newest = 0.1
    /// Frames before the first light after which it is known what is no harm.
    private static let enough = 6.0
    private var baseline = 0.0
    private var baselineWeight = 0.0
    /// Share of cells.
    private(set) var excess = 0.0

    /// Whether it is known how many cells are taken for harmed without any light.
    var isGrounded: Bool { baselineWeight >= Self.enough }

    /// Takes in one frame's counts.
    ///
    /// - Parameter isBefore: Whether the position has had no fluorescence light yet.
    mutating func update(harmed: Double, cells: Double, isBefore: Bool) {
        guard cells > 0, harmed.isFinite else { return }
        let share = min(max(harmed / cells, 0), 1)
        if isBefore {
            baseline += (share - baseline) / (baselineWeight + 1)
            baselineWeight += 1
        } else {
            excess += Self.newest * (share - baseline - excess)
        }
    }

    /// What light is divided by: 1 up to half of `limit`, 2 at the limit, and on in proportion.
    func factor(limit: Double) -> Double {
        max(1, excess / (limit / 2))
    }
}
