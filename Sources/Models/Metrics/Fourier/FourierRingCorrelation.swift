internal import Foundation

/// Resolution from two independent images of the same structure, such as odd and even frames.
///
/// Images that share frames, or two denoisings by one network, share noise: the result is then
/// meaningless, and nothing here can tell.
///
/// - Source: Nieuwenhuizen et al., Nature Methods 10 (2013) 557–562; sampling of the rings and
///   smoothing as in NanoPyx.
package struct FourierRingCorrelation: Sendable {
    /// One over seven.
    package static let threshold = 1.0 / 7
    /// Pixels that an image needs at least.
    package static let leastSide = 16

    /// Spatial frequency of each ring, per pixel, 0 to 0.5.
    package let frequencies: [Double]
    /// Smoothed correlation of each ring.
    package let correlations: [Double]
    /// One over the frequency where the correlation first crosses the threshold, in pixels; nil
    /// where it never does.
    package let resolutionPixels: Double?

    /// Correlates two images; only the largest centred square of even side is used.
    ///
    /// - Throws: `shapeMismatch`, `notFinite`, or `tooSmall` below 16 pixels a side.
    package init(_ first: FloatImage, _ second: FloatImage) throws(MetricError) {
        guard first.width == second.width, first.height == second.height else {
            throw MetricError(
                .shapeMismatch,
                "ring correlation: \(first.width)×\(first.height) and "
                    + "\(second.width)×\(second.height) pixels")
        }
        let side = min(first.width, first.height) / 2 * 2
        guard side >= Self.leastSide else {
            throw MetricError(
                .tooSmall,
                "ring correlation: needs \(Self.leastSide) pixels a side, got \(side)")
        }
        try MetricError.requireFinite(first, "ring correlation, first image")
        try MetricError.requireFinite(second, "ring correlation, second image")
        let rings = side / 2 - 1
        let raw = SpectrumRings(first, second, side: side).correlations(rings: rings)
        let window = max(4, Int(0.0707 * Double(rings)))
        let smoothed = SavitzkyGolay(window: window).smooth(raw)
        let frequencies = (0..<rings).map { 0.5 * Double($0) / Double(rings - 1) }
        self.frequencies = frequencies
        correlations = smoothed
        resolutionPixels = Self.firstCrossing(frequencies, smoothed).map { 1 / $0 }
    }

    /// The frequency where straight lines between rings first cross the threshold.
    private static func firstCrossing(_ frequencies: [Double], _ values: [Double]) -> Double? {
        for index in 1..<values.count {
            let before = values[index - 1] - threshold
            let after = values[index] - threshold
            guard (before >= 0 && after < 0) || (before <= 0 && after > 0) else { continue }
            let share = before / (before - after)
            let crossing =
                frequencies[index - 1] + share * (frequencies[index] - frequencies[index - 1])
            if crossing > 0 { return crossing }
        }
        return nil
    }
}
