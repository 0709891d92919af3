import Glibc

extension ProcessingStep {
    /// Applies `steps` in their order.
    ///
    /// As in bioimageio.core, means and percentiles are those of the array before the first step,
    /// whatever the steps between have changed. They are taken in 64 bits.
    ///
    /// - Source: bioimageio.core 0.11.0, `proc_ops.py`, `stat_calculators.py`; unlike there, a
    ///   `scale_range` heeds its `eps` where it is not 1e-6.
    package static func apply(_ steps: [ProcessingStep], to array: inout AxisArray) {
        let original = array
        for step in steps { step.apply(to: &array, statisticsOf: original) }
    }

    private func apply(to array: inout AxisArray, statisticsOf original: AxisArray) {
        switch self {
        case .ensureType(let type):
            guard let range = type.wholeNumbers else { return }
            array.change { value in
                if type == .bool { return value == 0 ? 0 : 1 }
                let whole = Double(value).rounded(.towardZero)
                return whole.isNaN
                    ? 0 : Float(Swift.min(Swift.max(whole, range.lowerBound), range.upperBound))
            }
        case .zeroMeanUnitVariance(let axes, let epsilon):
            let kept = original.kept(without: axes)
            let moments = original.moments(keeping: kept)
            array.standardize(
                keeping: kept, by: moments.map { ($0.mean, $0.deviation + epsilon) })
        case .fixedZeroMeanUnitVariance(let mean, let deviation, let axis):
            let count = Swift.max(mean.count, deviation.count)
            array.standardize(
                keeping: array.kept(along: axis, count),
                by: (0..<count).map {
                    (mean[$0 % mean.count], deviation[$0 % deviation.count] + 1e-6)
                })
        case .scaleRange(let axes, let lower, let upper, let epsilon):
            let kept = original.kept(without: axes)
            let ends = original.quantiles(lower / 100, upper / 100, keeping: kept)
            array.standardize(
                keeping: kept, by: ends.map { ($0.lower, $0.upper - $0.lower + epsilon) })
        case .scaleLinear(let gain, let offset, let axis):
            let count = Swift.max(gain.count, offset.count)
            array.change(keeping: array.kept(along: axis, count)) { value, group in
                Float(
                    Double(value) * gain[group % gain.count] + offset[group % offset.count])
            }
        case .binarize(let threshold, let axis):
            array.change(keeping: array.kept(along: axis, threshold.count)) { value, group in
                Double(value) > threshold[group % threshold.count] ? 1 : 0
            }
        case .clip(let minimum, let maximum):
            let low = Float(minimum ?? -.infinity)
            let high = Float(maximum ?? .infinity)
            array.change { $0 < low ? low : $0 > high ? high : $0 }
        case .sigmoid: array.change { 1 / (1 + expf(-$0)) }
        }
    }
}
