import Documents

extension PackageReader {
    /// No axis of a microscope's image comes near.
    private static let largestSize = 1_000_000

    /// The axes of version 0.5.
    func newAxes(_ list: Document, isInput: Bool) throws(DocumentError) -> [TensorAxis] {
        let documents = try list.sequence()
        guard (1...8).contains(documents.count) else {
            throw list.fail("expected 1 to 8 axes but found \(documents.count)")
        }
        var axes: [TensorAxis] = []
        for document in documents {
            let axis = try newAxis(document, isInput: isInput)
            guard !axes.contains(where: { $0.id == axis.id }) else {
                throw document.fail("axis \"\(axis.id)\" appears twice")
            }
            axes.append(axis)
        }
        return axes
    }

    private func newAxis(_ document: Document, isInput: Bool) throws(DocumentError) -> TensorAxis {
        let mapping = try document.mapping([
            "type", "id", "description", "size", "channel_names", "scale", "unit", "halo",
            "concatenable", "pad",
        ])
        let type = try mapping.required("type").choice([
            "batch", "channel", "space", "time", "index",
        ])
        let normal = type == "space" ? "x" : type
        let id =
            try mapping.value("id").map { document throws(DocumentError) in
                try text(document, atMost: 100)
            } ?? normal
        if type == "batch" {
            if let size = mapping.value("size"), try size.int() != 1 {
                throw size.fail("the size of a batch is 1 or not given")
            }
            return TensorAxis(id: id, kind: .batch, size: .any)
        }
        if type == "channel" {
            let list = try mapping.required("channel_names")
            var names: [String] = []
            for name in try list.sequence() { names.append(try name.string()) }
            guard (1...10_000).contains(names.count) else {
                throw list.fail("expected 1 to 10000 names of channels")
            }
            return TensorAxis(id: id, kind: .channel(names: names), size: .fixed(names.count))
        }
        var axis = TensorAxis(
            id: id, kind: type == "space" ? .space : type == "time" ? .time : .index,
            size: try newSize(mapping.required("size")))
        if let scale = mapping.value("scale") {
            axis.scale = try scale.double()
            guard axis.scale > 0 else { throw scale.fail("a scale must be above 0") }
        }
        axis.unit = try mapping.value("unit")?.string()
        if let halo = mapping.value("halo") {
            guard !isInput else { throw halo.fail("only an output has a halo") }
            axis.halo = try count(halo, from: 1)
        }
        return axis
    }

    private func newSize(_ document: Document) throws(DocumentError) -> AxisSize {
        guard document.kind == .mapping else { return .fixed(try count(document, from: 1)) }
        let mapping = try document.mapping(["min", "step", "max", "tensor_id", "axis_id", "offset"])
        if let tensor = mapping["tensor_id"] {
            let offset = try mapping.value("offset")?.int() ?? 0
            guard abs(offset) <= Self.largestSize else { throw document.fail("absurd offset") }
            return .reference(
                tensor: try tensor.string(), axis: try mapping.required("axis_id").string(),
                offset: offset)
        }
        guard mapping["max"] == nil, mapping["step"] != nil else {
            throw document.fail(
                "expected a size, or min and step, or tensor_id and axis_id; a size that depends "
                    + "on the data is not supported")
        }
        return .stepped(
            minimum: try count(mapping.required("min"), from: 1),
            step: try count(mapping.required("step"), from: 1))
    }

    func count(_ document: Document, from least: Int) throws(DocumentError) -> Int {
        let number = try document.int()
        guard number >= least, number <= Self.largestSize else {
            throw document.fail(
                "expected a whole number from \(least) to \(Self.largestSize) but found \(number)")
        }
        return number
    }

    /// Refuses a tensor that no machine could hold even at its smallest.
    func checkSize(_ tensor: TensorDescription, at document: Document) throws(DocumentError) {
        var count = 1
        for axis in tensor.axes {
            let (product, overflow) = count.multipliedReportingOverflow(by: axis.size.minimum ?? 1)
            guard !overflow, product <= NumpyArray.largestCount else {
                throw document.fail("the shape of \"\(tensor.id)\" is absurd")
            }
            count = product
        }
    }
}
