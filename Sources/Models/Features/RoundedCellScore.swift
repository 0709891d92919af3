import Glibc

/// Turns what was measured of a bright blob into how sure it is that it is a rounded cell.
///
/// Measured on simulated phase-contrast frames, 87 of dividing cells as usual and 173 as in
/// `strangers`, from 14 min before to 2 min after the onset of anaphase: contrast at least 0.34 and
/// 0.23, roundness at least 0.95 and 0.81 (1st percentiles); anything else that is looked at:
/// contrast at most 0.14 (99th percentile).
enum RoundedCellScore {
    private static let middleContrast = 0.19
    private static let contrastWidth = 0.02
    private static let middleRoundness = 0.55
    private static let roundnessWidth = 0.04
    /// A single body is rounder than the first, two that touch are less round than the second.
    private static let singleRoundness = 0.85
    private static let doubleRoundness = 0.55

    static func score(contrast: Double, roundness: Double) -> Double {
        logistic((contrast - middleContrast) / contrastWidth)
            * logistic((roundness - middleRoundness) / roundnessWidth)
    }

    static func split(roundness: Double) -> Double {
        let share = (singleRoundness - roundness) / (singleRoundness - doubleRoundness)
        return min(max(share, 0), 1)
    }

    private static func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
}
