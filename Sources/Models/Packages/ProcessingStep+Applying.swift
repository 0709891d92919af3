import Glibc

extension ProcessingStep {
    /// Applies `steps` in their order.
    ///
    /// As in bioimageio.core, means and percentiles are those of the array before the first step,
    /// whatever the steps between have changed. They are taken in 64 bits.
    ///
    /// - Source: bioimageio.core 0.11.0, `proc_ops.py`, `stat_calculators.py`; unlike there, a
    ///   `scale_range` heeds its `eps` where it is not 1e-6.
    /// - Returns: What each step held the values against.
    @discardableResult
    static func apply(
        _ steps: [ProcessingStep], to array: inout AxisArray
    ) -> [AxisStandard?] {
        let standards = steps.map { $0.standard(in: array) }
        for (step, standard) in zip(steps, standards) { step.apply(to: &array, standard) }
        return standards
    }

    /// Applies `steps` to the channels of an image, as ``apply(_:to:)`` does.
    ///
    /// - Parameter images: At least one; all of one size.
    static func apply(_ steps: [ProcessingStep], toChannels images: inout [FloatImage]) {
        let own = images.indices.map { channel in
            steps.compactMap { $0.narrowed(to: channel) }
        }
        guard own.allSatisfy({ $0.count == steps.count }) else {
            var array = AxisArray(images)
            apply(steps, to: &array)
            images = array.images
            return
        }
        images.withUnsafeMutableBufferPointer { images in
            _ = SideBySide.map(images.count, most: InferencePlan.threadCount) { channel in
                // Out of its place, so that no pixels are copied.
                let (height, width) = (images[channel].height, images[channel].width)
                var pixels: [Float] = []
                swap(&pixels, &images[channel].pixels)
                var array = AxisArray(channels: 1, height: height, width: width, values: pixels)
                pixels = []
                apply(own[channel], to: &array)
                images[channel].pixels = array.values
            }
        }
    }

    /// The same step for a channel alone; `nil` where other channels matter.
    private func narrowed(to channel: Int) -> ProcessingStep? {
        func own(_ numbers: [Double]) -> [Double] { [numbers[channel % numbers.count]] }
        switch self {
        case .ensureType, .clip, .sigmoid: return self
        case .scaleLinear(let gain, let offset, let axis):
            guard axis == nil || axis == "channel" else { return nil }
            return .scaleLinear(gain: own(gain), offset: own(offset), axis: nil)
        case .binarize(let threshold, let axis):
            guard axis == nil || axis == "channel" else { return nil }
            return .binarize(threshold: own(threshold), axis: nil)
        case .zeroMeanUnitVariance, .fixedZeroMeanUnitVariance, .scaleRange: return nil
        }
    }

    /// What the step holds values against; `nil` for one that does not.
    private func standard(in array: AxisArray) -> AxisStandard? {
        switch self {
        case .zeroMeanUnitVariance(let axes, let epsilon):
            let kept = array.kept(without: axes)
            return AxisStandard(
                kept: kept,
                groups: array.moments(keeping: kept).map { ($0.mean, $0.deviation + epsilon) })
        case .fixedZeroMeanUnitVariance(let mean, let deviation, let axis):
            let count = Swift.max(mean.count, deviation.count)
            return AxisStandard(
                kept: array.kept(along: axis, count),
                groups: (0..<count).map {
                    (mean[$0 % mean.count], deviation[$0 % deviation.count] + 1e-6)
                })
        case .scaleRange(let axes, let lower, let upper, let epsilon):
            let kept = array.kept(without: axes)
            let ends = array.quantiles(lower / 100, upper / 100, keeping: kept)
            return AxisStandard(
                kept: kept, groups: ends.map { ($0.lower, $0.upper - $0.lower + epsilon) })
        default: return nil
        }
    }

    private func apply(to array: inout AxisArray, _ standard: AxisStandard?) {
        switch self {
        case .zeroMeanUnitVariance, .fixedZeroMeanUnitVariance, .scaleRange:
            if let standard { array.standardize(by: standard) }
        case .ensureType(let type):
            guard let range = type.wholeNumbers else { return }
            array.change { numbers in
                for index in numbers.indices {
                    let value = numbers[index]
                    let whole = Double(value).rounded(.towardZero)
                    let near = Swift.min(Swift.max(whole, range.lowerBound), range.upperBound)
                    numbers[index] =
                        type == .bool ? (value == 0 ? 0 : 1) : whole.isNaN ? 0 : Float(near)
                }
            }
        case .scaleLinear(let gain, let offset, let axis):
            let count = Swift.max(gain.count, offset.count)
            array.change(keeping: array.kept(along: axis, count)) { numbers, group in
                let (gain, offset) = (gain[group % gain.count], offset[group % offset.count])
                for index in numbers.indices {
                    numbers[index] = Float(Double(numbers[index]) * gain + offset)
                }
            }
        case .binarize(let threshold, let axis):
            array.change(keeping: array.kept(along: axis, threshold.count)) { numbers, group in
                let threshold = threshold[group % threshold.count]
                for index in numbers.indices {
                    numbers[index] = Double(numbers[index]) > threshold ? 1 : 0
                }
            }
        case .clip(let minimum, let maximum):
            let low = Float(minimum ?? -.infinity)
            let high = Float(maximum ?? .infinity)
            array.change { numbers in
                for index in numbers.indices {
                    let value = numbers[index]
                    numbers[index] = value < low ? low : value > high ? high : value
                }
            }
        case .sigmoid:
            array.change { numbers in
                for index in numbers.indices { numbers[index] = 1 / (1 + expf(-numbers[index])) }
            }
        }
    }
}
