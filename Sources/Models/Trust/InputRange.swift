/// The range of frames that a network was trained on.
package struct InputRange: Sendable, Codable, Equatable {
    /// What a frame may measure, ends included.
    package struct Limits: Sendable, Codable, Equatable {
        package let low: Double
        package let high: Double

        package func contains(_ value: Double) -> Bool { value >= low && value <= high }
    }

    package let meanElectrons: Limits
    package let darkElectrons: Limits
    package let brightElectrons: Limits
    package let saturatedShare: Limits
    package let blankShare: Limits
    package let contrast: Limits
    package let spectrumSlope: Limits
    /// `nil` where no training frame says.
    package let pixelMicrometers: Limits?
    package let frameCount: Int

    /// - Parameter training: Of all training frames, at every light they were trained at.
    /// - Throws: `tooFew` without frames.
    package init(training: [InputStatistics]) throws(TrustError) {
        guard !training.isEmpty else {
            throw TrustError(.tooFew, "input range: no training frames")
        }
        func limits(_ value: (InputStatistics) -> Double) -> Limits {
            let values = training.map(value)
            return Limits(low: values.min() ?? 0, high: values.max() ?? 0)
        }
        meanElectrons = limits(\.meanElectrons)
        darkElectrons = limits(\.darkElectrons)
        brightElectrons = limits(\.brightElectrons)
        saturatedShare = limits(\.saturatedShare)
        blankShare = limits(\.blankShare)
        contrast = limits(\.contrast)
        spectrumSlope = limits(\.spectrumSlope)
        let sizes = training.compactMap(\.pixelMicrometers)
        if let low = sizes.min(), let high = sizes.max() {
            pixelMicrometers = Limits(low: low, high: high)
        } else {
            pixelMicrometers = nil
        }
        frameCount = training.count
    }

    /// Why a frame lies outside, in words, one for each number that does; empty where none does.
    ///
    /// A little beyond what training held is allowed: a tenth in size, a fifth or two electrons in
    /// light, a quarter in contrast, 0.2 in the spectrum's slope, 0.1 % of the pixels.
    package func reasons(_ frame: InputStatistics) -> [String] {
        var reasons: [String] = []
        func check(_ limits: Limits, _ value: Double, slack: (Double) -> Double, _ say: String) {
            let low = limits.low - slack(limits.low)
            let high = limits.high + slack(limits.high)
            guard !Limits(low: low, high: high).contains(value) else { return }
            let usual = "\(Spoken.number(limits.low)) to \(Spoken.number(limits.high))"
            reasons.append("\(say) \(Spoken.number(value)); training had \(usual)")
        }
        let light = { (limit: Double) in max(0.2 * abs(limit), 2) }
        share(saturatedShare, frame.saturatedShare, "pixels are saturated", &reasons)
        share(blankShare, frame.blankShare, "frame is blank", &reasons)
        check(meanElectrons, frame.meanElectrons, slack: light, "the mean in electrons is")
        check(
            darkElectrons, frame.darkElectrons, slack: light, "the background in electrons is")
        check(
            brightElectrons, frame.brightElectrons, slack: light,
            "the brightest structures in electrons are")
        check(
            contrast, frame.contrast, slack: { 0.25 * abs($0) },
            "the contrast over pure noise is")
        check(
            spectrumSlope, frame.spectrumSlope, slack: { _ in 0.2 },
            "the fineness (slope of the spectrum) is")
        if let limits = pixelMicrometers, let size = frame.pixelMicrometers {
            check(limits, size, slack: { 0.1 * abs($0) }, "the pixel size in µm is")
        }
        return reasons
    }

    /// Too little of a share is no fault.
    private func share(
        _ limits: Limits, _ value: Double, _ say: String, _ reasons: inout [String]
    ) {
        guard !(value <= limits.high + 0.001) else { return }
        reasons.append(
            "\(Spoken.percent(value)) of the \(say); training had at most "
                + Spoken.percent(limits.high))
    }
}
