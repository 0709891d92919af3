import Glibc

/// How likely it is that a round cell divides: a belief that each frame moves.
///
/// A round body speaks for a division, up to what can be known from its shape: a dead cell is round,
/// too. The longer it stays round without parting, the less likely a division is.
struct EventBelief: Sendable, Equatable {
    /// Odds that a cell divides when it is first seen round.
    private static let priorOdds = 0.25
    /// Odds that no score can exceed: about one round cell in ten is a dead one.
    private static let mostOdds = 9.0
    /// From rounding up to anaphase no more than half of all divisions take longer, seconds.
    private static let halfParted = 3_000.0

    private let firstSeen: Double
    private var odds = Self.priorOdds

    init(firstSeen: Double) { self.firstSeen = firstSeen }

    /// Takes in one frame's score, 0 where the cell was not seen.
    mutating func update(score: Double) {
        // A cell that parts is round no more for a frame or two: one low score says little.
        let ratio = min(max(exp(10 * (score - 0.5)), 0.5), 20)
        odds = min(max(odds * ratio, 0.001), Self.mostOdds)
    }

    /// The probability at `seconds` that the cell is going to part.
    func probability(at seconds: Double) -> Double {
        let share = max(0, seconds - firstSeen) / Self.halfParted
        let stillRound = 1 / (1 + share * share * share * share)
        let now = odds * stillRound
        return now / (1 + now)
    }
}
