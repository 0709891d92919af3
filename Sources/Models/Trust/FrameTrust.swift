/// Judges one network's answers, frame by frame; one for each network in use.
///
/// - Complexity: a few passes over the pixels; the work room is kept from frame to frame.
package final class FrameTrust {
    /// Of the intervals that a report tells, where it was calibrated.
    package static let coverage = 0.9

    package let calibration: TrustCalibration
    private let meter = InputMeter()
    private let tester = NoiseConsistency()

    package init(_ calibration: TrustCalibration) { self.calibration = calibration }

    /// Makes each test that the calibration and the arguments allow.
    ///
    /// A raw frame with NaN is an alarm, not an error.
    ///
    /// - Parameters:
    ///   - raw: Electrons above the camera's offset, background included.
    ///   - input: What was measured of `raw`, where it was.
    ///   - restored: Mean electrons above the offset; `nil` from a network that restores nothing.
    ///   - scale: The network's per-pixel scale.
    ///   - features: Pooled by tile.
    ///   - calibration: Of the camera that took `raw`.
    ///   - pixelMicrometers: At the sample.
    ///   - saturationElectrons: What the camera's largest grey value means.
    /// - Throws: `shapeMismatch`, `outOfRange` for a senseless calibration of the camera.
    package func assess(
        raw: FloatImage, input: Result<InputStatistics, TrustError>? = nil,
        restored: FloatImage?, scale: FloatImage?, features: FeatureTable?,
        calibration camera: SensorCalibration, pixelMicrometers: Double?,
        saturationElectrons: Double? = nil
    ) throws(TrustError) -> TrustReport {
        try checkShapes(raw, scale, features)
        var report = TrustReport()
        do throws(TrustError) {
            let statistics: InputStatistics
            if let input {
                statistics = try input.get()
            } else {
                statistics = try meter.measure(
                    raw, saturationElectrons: saturationElectrons,
                    pixelMicrometers: pixelMicrometers)
            }
            report = TrustReport(input: statistics, range: calibration.input)
        } catch {
            guard error.reason == .notFinite else { throw error }
            report.inputReasons = ["the raw frame holds pixels that are no numbers"]
        }
        if let scale, let conformal = calibration.conformal(for: report.input) {
            report.interval = IntervalFinding(
                scale: scale, conformal: conformal, coverage: Self.coverage)
        }
        if let restored, calibration.noise != nil {
            try tester.measure(raw: raw, restored: restored, calibration: camera)
            report.noise = calibration.finding(tester.tiles, input: report.input)
        }
        if let features, let distribution = calibration.features {
            report.features = FeatureFinding(features, distribution)
        }
        return report
    }

    private func checkShapes(
        _ raw: FloatImage, _ scale: FloatImage?, _ features: FeatureTable?
    ) throws(TrustError) {
        if let scale, scale.width != raw.width || scale.height != raw.height {
            throw TrustError(
                .shapeMismatch,
                "trust: raw \(raw.width)×\(raw.height), scale \(scale.width)×\(scale.height) "
                    + "pixels; both need one size")
        }
        if let features, let known = calibration.features,
            features.featureCount != known.featureCount
        {
            throw TrustError(
                .shapeMismatch,
                "trust: \(features.featureCount) features a tile, calibrated with "
                    + "\(known.featureCount); use the package of this network")
        }
    }
}
