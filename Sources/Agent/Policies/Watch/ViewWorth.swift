import Glibc

/// What one more view of a dividing cell would tell of when it parts.
///
/// If a cell that divides with probability p parts at a constant rate 1/τ, it has parted within a gap
/// g since it was last seen with probability q = p·(1 − exp(−g/τ)). A view settles that: it is worth
/// the entropy of q, in bits. What a certain division gives at the longest gap that the asked
/// precision allows is the unit, so that a view is due where waiting longer would make it worth more
/// than 1.
struct ViewWorth: Sendable {
    /// τ: from the first light on a round cell to its anaphase, seconds.
    private static let meanWait = 1_500.0
    private let unit: Double

    /// - Parameter gap: Longest time between two views that times anaphase as precisely as asked.
    init(longestGap gap: Double) { unit = Self.bits(probability: 1, gap: gap) }

    /// - Parameters:
    ///   - probability: That the cell is dividing.
    ///   - gap: Seconds since it was last seen.
    func worth(probability: Double, gap: Double) -> Double {
        Self.bits(probability: probability, gap: gap) / unit
    }

    private static func bits(probability: Double, gap: Double) -> Double {
        let parted = probability * (1 - exp(-max(0, gap) / meanWait))
        guard parted > 0, parted < 1 else { return 0 }
        return -parted * log2(parted) - (1 - parted) * log2(1 - parted)
    }
}
