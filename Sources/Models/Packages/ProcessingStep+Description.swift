extension ProcessingStep {
    /// Writes the step as version 0.5 of the format has it.
    func add(to text: inout DescriptionText) {
        text.add("id", name)
        guard self != .sigmoid else { return }
        text.nest("kwargs", addArguments)
    }

    private func addArguments(to text: inout DescriptionText) {
        func add(_ key: String, _ numbers: [Double], _ axis: String?) {
            text.add(key, DescriptionText.numbers(numbers, alongAxis: axis != nil))
        }
        switch self {
        case .ensureType(let type): text.add("dtype", type.rawValue)
        case .zeroMeanUnitVariance(let axes, let epsilon):
            if let axes { text.add("axes", DescriptionText.quoted(axes)) }
            text.add("eps", DescriptionText.number(epsilon))
        case .fixedZeroMeanUnitVariance(let mean, let deviation, let axis):
            add("mean", mean, axis)
            add("std", deviation, axis)
            text.add("axis", text: axis)
        case .scaleRange(let axes, let lower, let upper, let epsilon):
            if let axes { text.add("axes", DescriptionText.quoted(axes)) }
            text.add("min_percentile", DescriptionText.number(lower))
            text.add("max_percentile", DescriptionText.number(upper))
            text.add("eps", DescriptionText.number(epsilon))
        case .scaleLinear(let gain, let offset, let axis):
            add("gain", gain, axis)
            add("offset", offset, axis)
            text.add("axis", text: axis)
        case .binarize(let threshold, let axis):
            add("threshold", threshold, axis)
            text.add("axis", text: axis)
        case .clip(let minimum, let maximum):
            if let minimum { text.add("min", DescriptionText.number(minimum)) }
            if let maximum { text.add("max", DescriptionText.number(maximum)) }
        case .sigmoid: break
        }
    }
}
