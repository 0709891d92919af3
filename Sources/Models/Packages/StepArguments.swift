import Documents

/// The arguments of one step of processing, as a description gives them.
struct StepArguments {
    let step: Document
    /// `nil` where the step has none.
    let document: Document?
    let tensor: TensorDescription
    let isOld: Bool

    func step(_ name: String) throws(DocumentError) -> ProcessingStep {
        switch name {
        case "ensure_dtype":
            let arguments = try mapping(["dtype"])
            return .ensureType(try PackageReader.elementType(required("dtype", arguments)))
        case "zero_mean_unit_variance": return try standardization()
        case "fixed_zero_mean_unit_variance":
            return try fixedStandardization(mapping(["mean", "std", "axis"]))
        case "scale_range": return try range()
        case "scale_linear": return try linear()
        case "binarize":
            let arguments = try mapping(["threshold", "axis"])
            let axis = try axis(arguments)
            return .binarize(
                threshold: try numbers(required("threshold", arguments), axis: axis), axis: axis)
        case "clip": return try clip()
        default:
            _ = try mapping([])
            return .sigmoid
        }
    }

    private func standardization() throws(DocumentError) -> ProcessingStep {
        guard isOld else {
            let arguments = try mapping(["axes", "eps"])
            return .zeroMeanUnitVariance(
                axes: try axes(arguments), epsilon: try epsilon(arguments))
        }
        let arguments = try mapping(["mode", "axes", "mean", "std", "eps"])
        let modes = ["fixed", "per_dataset", "per_sample"]
        let mode =
            try arguments?.value("mode").map { document throws(DocumentError) in
                try document.choice(modes)
            } ?? "fixed"
        if mode == "fixed" { return try fixedStandardization(arguments) }
        var axes = try axes(arguments)
        if mode == "per_dataset", let some = axes { axes = ["batch"] + some }
        return .zeroMeanUnitVariance(axes: axes, epsilon: try epsilon(arguments))
    }

    private func fixedStandardization(
        _ arguments: DocumentMapping?
    ) throws(DocumentError) -> ProcessingStep {
        let axis = try axis(arguments)
        let deviation = try numbers(required("std", arguments), axis: axis)
        guard deviation.allSatisfy({ $0 >= 1e-6 }) else {
            throw step.fail("a standard deviation must be at least 1e-6")
        }
        return .fixedZeroMeanUnitVariance(
            mean: try numbers(required("mean", arguments), axis: axis), deviation: deviation,
            axis: axis)
    }

    private func range() throws(DocumentError) -> ProcessingStep {
        let arguments = try mapping(
            ["axes", "min_percentile", "max_percentile", "eps", "reference_tensor"]
                + (isOld ? ["mode"] : []))
        // Percentiles of a data set, too, are those of the one image that is there.
        _ = try arguments?.value("mode")?.choice(["per_sample", "per_dataset"])
        if let reference = arguments?.value("reference_tensor"),
            try reference.string() != tensor.id
        {
            throw reference.fail("scale_range by another tensor's percentiles is not supported")
        }
        let lower = try number("min_percentile", arguments) ?? 0
        let upper = try number("max_percentile", arguments) ?? 100
        guard (0..<100).contains(lower), upper > lower, upper <= 100 else {
            throw step.fail("expected percentiles from 0 to 100, the lower one first")
        }
        return .scaleRange(
            axes: try axes(arguments), lower: lower, upper: upper, epsilon: try epsilon(arguments))
    }

    private func linear() throws(DocumentError) -> ProcessingStep {
        let arguments = try mapping(["gain", "offset", isOld ? "axes" : "axis"])
        let axis = try axis(arguments)
        func list(_ key: String, _ normal: Double) throws(DocumentError) -> [Double] {
            guard let document = arguments?.value(key) else { return [normal] }
            return try numbers(document, axis: axis)
        }
        return .scaleLinear(gain: try list("gain", 1), offset: try list("offset", 0), axis: axis)
    }

    private func clip() throws(DocumentError) -> ProcessingStep {
        let arguments = try mapping(["min", "max", "min_percentile", "max_percentile", "axes"])
        for key in ["min_percentile", "max_percentile"] {
            if let document = arguments?.value(key) {
                throw document.fail("clip by percentiles is not supported")
            }
        }
        let minimum = try number("min", arguments)
        let maximum = try number("max", arguments)
        guard minimum != nil || maximum != nil else { throw step.fail("clip needs min or max") }
        guard (minimum ?? -.infinity) < (maximum ?? .infinity) else {
            throw step.fail("clip needs a min below its max")
        }
        return .clip(minimum: minimum, maximum: maximum)
    }
}

extension StepArguments {
    private func mapping(_ known: [String]) throws(DocumentError) -> DocumentMapping? {
        guard let document else { return nil }
        return try document.mapping(known)
    }

    private func required(
        _ key: String, _ arguments: DocumentMapping?
    ) throws(DocumentError) -> Document {
        guard let arguments else { throw step.fail("missing key \"kwargs\" with \"\(key)\"") }
        return try arguments.required(key)
    }

    private func number(
        _ key: String, _ arguments: DocumentMapping?
    ) throws(DocumentError) -> Double? {
        guard let document = arguments?.value(key) else { return nil }
        return try document.double()
    }

    private func epsilon(_ arguments: DocumentMapping?) throws(DocumentError) -> Double {
        guard let document = arguments?.value("eps") else { return 1e-6 }
        let epsilon = try document.double()
        guard epsilon > 0, epsilon <= 0.1 else {
            throw document.fail("eps must be above 0 and at most 0.1")
        }
        return epsilon
    }

    /// The axes of a statistic; `nil` for all.
    private func axes(_ arguments: DocumentMapping?) throws(DocumentError) -> [String]? {
        guard let document = arguments?.value("axes") else { return nil }
        var axes: [String] = []
        if isOld {
            axes = try document.string().map(PackageReader.identifier)
        } else {
            for axis in try document.sequence() { axes.append(try axis.string()) }
        }
        for axis in axes where tensor.axis(axis) == nil {
            throw document.fail(unknown("axis", axis, known: tensor.axes.map(\.id)))
        }
        return axes.isEmpty ? nil : axes
    }

    /// The axis along which a list of numbers lies: in version 0.4 the one that `axes` leaves out.
    private func axis(_ arguments: DocumentMapping?) throws(DocumentError) -> String? {
        if isOld {
            guard let document = arguments?.value("axes"), let named = try axes(arguments) else {
                return nil
            }
            let left = tensor.axes.map(\.id).filter { $0 != "batch" && !named.contains($0) }
            guard left.count <= 1 else {
                throw document.fail("expected axes that leave out one axis at most")
            }
            return left.first
        }
        guard let document = arguments?.value("axis") else { return nil }
        let axis = try document.string()
        guard tensor.axis(axis) != nil, axis != "batch" else {
            throw document.fail(unknown("axis", axis, known: tensor.axes.map(\.id)))
        }
        return axis
    }

    /// One number, or one for each element along `axis`.
    private func numbers(
        _ document: Document, axis: String?
    ) throws(DocumentError) -> [Double] {
        guard document.kind == .sequence else { return [try document.double()] }
        var numbers: [Double] = []
        for element in try document.sequence() { numbers.append(try element.double()) }
        if numbers.count == 1 { return numbers }
        guard let axis, let size = tensor.axis(axis)?.size, !numbers.isEmpty else {
            throw document.fail("expected one number, for want of an axis")
        }
        if case .fixed(let count) = size, count != numbers.count {
            throw document.fail(
                "expected \(count) numbers along \"\(axis)\" but found \(numbers.count)")
        }
        return numbers
    }
}
