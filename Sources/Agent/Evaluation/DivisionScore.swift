/// How well a run caught one division.
///
/// A division is caught when at least five fluorescence frames with a peak signal-to-noise ratio
/// of at least five lie between envelope breakdown and ten minutes after anaphase, and two such
/// frames bracket the onset of anaphase closely enough to time it within two minutes.
package struct DivisionScore: Sendable, Equatable {
    package static let leastFrameCount = 5
    package static let leastPeakSNR = 5.0
    package static let secondsAfterAnaphase = 600.0
    package static let largestTimingError = 120.0

    /// One fluorescence frame that shows the cell.
    package struct Sighting: Sendable, Equatable {
        package var seconds: Double
        package var peakSNR: Double

        package init(seconds: Double, peakSNR: Double) {
            self.seconds = seconds
            self.peakSNR = peakSNR
        }
    }

    package let cell: Int
    /// Index of the place in ``RunScore/places``.
    package let place: Int
    /// Seconds of rig time.
    package let envelopeBreakdown: Double
    package let anaphase: Double
    /// Fluorescence frames of the cell in the window that counts.
    package let framesInWindow: Int
    /// Those of them that are bright enough.
    package let brightFrames: Int
    /// Last bright frame before anaphase and first one after it, at any time.
    package let bracket: ClosedRange<Double>?
    /// Why it was missed; `nil` when it was caught.
    package let miss: String?

    package var isCaught: Bool { miss == nil }

    /// Seconds from the true onset of anaphase to the middle of the bracket.
    package var timingError: Double? {
        bracket.map { ($0.lowerBound + $0.upperBound) / 2 - anaphase }
    }

    package init(_ division: TruthDivision, place: Int, sightings: [Sighting]) {
        cell = division.cell
        self.place = place
        envelopeBreakdown = division.envelopeBreakdown
        anaphase = division.anaphase
        let end = division.anaphase + Self.secondsAfterAnaphase
        let inWindow = sightings.filter {
            $0.seconds >= division.envelopeBreakdown && $0.seconds <= end
        }
        framesInWindow = inWindow.count
        brightFrames = inWindow.count { $0.peakSNR >= Self.leastPeakSNR }
        let bright = sightings.filter { $0.peakSNR >= Self.leastPeakSNR }.map(\.seconds)
        let before = bright.filter { $0 < division.anaphase }.max()
        let after = bright.filter { $0 >= division.anaphase }.min()
        if let before, let after { bracket = before...after } else { bracket = nil }
        miss = Self.miss(
            frames: inWindow.count, bright: brightFrames, before: before, after: after)
    }

    private static func miss(frames: Int, bright: Int, before: Double?, after: Double?) -> String? {
        if frames < leastFrameCount {
            return "only \(frames) of \(leastFrameCount) frames between envelope breakdown and "
                + "10 min after anaphase"
        }
        if bright < leastFrameCount {
            return "only \(bright) of \(frames) frames with a peak SNR of 5 or more"
        }
        guard let before else { return "no frame before anaphase" }
        guard let after else { return "no frame after anaphase" }
        // Half the gap bounds the error, however lucky the middle may be.
        guard (after - before) / 2 <= largestTimingError else {
            return "anaphase lies in a gap of \(spoken(seconds: after - before))"
        }
        return nil
    }
}
