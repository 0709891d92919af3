import Acquisition
import Models

/// Judges a network's answers by what its package knows of its training and its errors.
struct TrustReading {
    /// The name of 1 or 0 among a finding's numbers.
    static let number = "trusted"

    private let trust: FrameTrust

    /// - Returns: `nil` where nobody measured how the network errs.
    init?(_ package: ModelPackage) throws {
        guard let calibration = try package.trustCalibration() else { return nil }
        trust = FrameTrust(calibration)
    }

    /// Whether to trust what the network found; `nil` where that cannot be said.
    ///
    /// Frames under 64 pixels a side, and of cameras without a calibration, cannot be judged.
    ///
    /// - Parameters:
    ///   - seen: The frame's grey values.
    ///   - features: What the network saw in the frame's tiles.
    ///   - restored: The mean that a restoration gives, and its scale, in grey values.
    func verdict(
        on seen: SeenImage, of frame: AcquiredFrame, features: FeatureTable?,
        restored: (mean: FloatImage, scale: FloatImage)? = nil
    ) throws -> TrustReport.Verdict? {
        guard let measured = seen.measured(frame) else { return nil }
        let gain = frame.electronsPerGrey
        let toElectrons = SeenImage.electrons(frame)
        let widths = IntensityMap(offset: 0, scale: Float(gain))
        return try trust.assess(
            raw: measured.electrons, input: measured.input,
            restored: restored.map { toElectrons.apply(to: $0.mean) },
            scale: restored.map { widths.apply(to: $0.scale) }, features: features,
            calibration: SensorCalibration(
                offset: 0, electronsPerGrey: gain, readNoiseElectrons: frame.readNoiseElectrons),
            pixelMicrometers: frame.pixelMicrometers
        ).verdict
    }
}

extension NetworkFinding {
    /// Adds a verdict, if there is one, to what the network found.
    mutating func note(_ verdict: TrustReport.Verdict?) {
        switch verdict {
        case .pass:
            numbers[TrustReading.number] = 1
            self.verdict = "trusted"
        case .flag(let reasons):
            numbers[TrustReading.number] = 0
            self.verdict = "not trusted: " + reasons.joined(separator: "; ")
        case nil: break
        }
    }
}
