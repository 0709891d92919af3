import Glibc

/// Turns what was measured of a bright blob into how sure it is that it is a rounded cell.
///
/// Measured on simulated phase-contrast frames of 80 divisions of two cell kinds (0.325 µm pixels,
/// NA 0.75): from 14 min before to 2 min after the onset of anaphase, contrast at least 0.26 and
/// roundness at least 0.78 (1st percentile); gaps between spread cells, contrast at most 0.11 (99th
/// percentile).
enum RoundedCellScore {
    private static let middleContrast = 0.19
    private static let contrastWidth = 0.02
    private static let middleRoundness = 0.7
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
