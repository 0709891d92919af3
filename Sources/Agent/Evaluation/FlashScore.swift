/// How well a run caught one flash of an organelle.
///
/// A flash is caught when at least three fluorescence frames between its onset and its end show the
/// cell's organelle with a signal-to-noise ratio of at least five, and the first such frame and the
/// last one before the onset that would have shown the flash as well bracket the onset closely enough
/// to time it within two minutes.
package struct FlashScore: Sendable, Equatable {
    package static let leastFrameCount = 3
    package static let leastSNR = 5.0
    package static let largestTimingError = 120.0
    /// By which frames of an even pace come early or late, seconds.
    private static let jitter = 2.0

    /// One fluorescence frame that shows the cell.
    package struct Sighting: Sendable, Equatable {
        package var seconds: Double
        /// Mean signal of the organelle's network over the noise of a pixel there.
        package var snr: Double
        /// What that would be in a flash.
        package var flashSNR: Double

        package init(seconds: Double, snr: Double, flashSNR: Double) {
            self.seconds = seconds
            self.snr = snr
            self.flashSNR = flashSNR
        }
    }

    package let cell: Int
    package let onset: Double
    /// Last frame before the onset that would have shown the flash, and first one that shows it.
    package let bracket: ClosedRange<Double>?
    /// Why it was missed; `nil` when it was caught.
    package let miss: String?

    package var isCaught: Bool { miss == nil }

    /// Seconds from the true onset to the middle of the bracket.
    package var timingError: Double? {
        bracket.map { ($0.lowerBound + $0.upperBound) / 2 - onset }
    }

    /// - Parameter sightings: Fluorescence frames with the cell, at any time.
    package init(_ flash: TruthFlash, sightings: [Sighting]) {
        cell = flash.cell
        onset = flash.from
        let inside = sightings.filter {
            $0.snr >= Self.leastSNR && (flash.from...flash.to).contains($0.seconds)
        }.map(\.seconds)
        let before = sightings.filter { $0.flashSNR >= Self.leastSNR && $0.seconds < flash.from }
            .map(\.seconds).max()
        let after = inside.min()
        if let before, let after { bracket = before...after } else { bracket = nil }
        miss = Self.miss(inside: inside.count, bracket: bracket)
    }

    private static func miss(inside: Int, bracket: ClosedRange<Double>?) -> String? {
        if inside < leastFrameCount {
            return "only \(inside) of \(leastFrameCount) bright frames during the flash"
        }
        guard let bracket else { return "no frame before the flash would have shown it" }
        // Half the gap bounds the error, however lucky the middle may be.
        let gap = bracket.upperBound - bracket.lowerBound
        guard gap / 2 <= largestTimingError + jitter / 2 else {
            return "the onset lies in a gap of \(spoken(seconds: gap))"
        }
        return nil
    }
}
