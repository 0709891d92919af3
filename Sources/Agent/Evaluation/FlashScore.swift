/// How well a run caught one flash of an organelle.
///
/// A flash is caught when at least three fluorescence frames between its onset and its end show the
/// cell's organelle with a signal-to-noise ratio of at least five, and two such frames bracket the
/// onset closely enough to time it within two minutes.
package struct FlashScore: Sendable, Equatable {
    package static let leastFrameCount = 3
    package static let leastSNR = 5.0
    package static let largestTimingError = 120.0

    package let cell: Int
    package let onset: Double
    /// Last frame that is bright enough before the onset and first one after it.
    package let bracket: ClosedRange<Double>?
    /// Why it was missed; `nil` when it was caught.
    package let miss: String?

    package var isCaught: Bool { miss == nil }

    /// Seconds from the true onset to the middle of the bracket.
    package var timingError: Double? {
        bracket.map { ($0.lowerBound + $0.upperBound) / 2 - onset }
    }

    /// - Parameter sightings: Fluorescence frames with the cell, at any time.
    package init(_ flash: TruthFlash, sightings: [DivisionScore.Sighting]) {
        cell = flash.cell
        onset = flash.from
        let bright = sightings.filter { $0.peakSNR >= Self.leastSNR }.map(\.seconds)
        let inside = bright.count { $0 >= flash.from && $0 <= flash.to }
        let before = bright.filter { $0 < flash.from }.max()
        let after = bright.filter { $0 >= flash.from }.min()
        if let before, let after { bracket = before...after } else { bracket = nil }
        miss = Self.miss(inside: inside, bracket: bracket)
    }

    private static func miss(inside: Int, bracket: ClosedRange<Double>?) -> String? {
        if inside < leastFrameCount {
            return "only \(inside) of \(leastFrameCount) bright frames during the flash"
        }
        guard let bracket else { return "no bright frame before the flash" }
        // Half the gap bounds the error, however lucky the middle may be.
        let gap = bracket.upperBound - bracket.lowerBound
        guard gap / 2 <= largestTimingError else {
            return "the onset lies in a gap of \(spoken(seconds: gap))"
        }
        return nil
    }
}
