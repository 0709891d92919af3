import Documents

/// What the tensors of a package must fulfil together.
struct PackageCheck {
    let package: ModelPackage
    /// The whole description; errors point at its inputs or outputs.
    let mapping: DocumentMapping

    func run() throws(DocumentError) {
        let inputs = try mapping.required("inputs")
        let outputs = try mapping.required("outputs")
        var seen: Set<String> = []
        for (list, tensors) in [(inputs, package.inputs), (outputs, package.outputs)] {
            for (document, tensor) in zip(try list.sequence(), tensors) {
                guard seen.insert(tensor.id).inserted else {
                    throw document.fail("tensor \"\(tensor.id)\" appears twice")
                }
                for axis in tensor.axes { try check(axis, of: tensor, at: document) }
            }
        }
    }

    private func check(
        _ axis: TensorAxis, of tensor: TensorDescription, at document: Document
    ) throws(DocumentError) {
        guard case .reference(let tensorID, let axisID, let offset) = axis.size else {
            guard axis.halo == 0 else {
                throw document.fail(
                    "axis \"\(axis.id)\" has a halo, so its size must refer to an input's")
            }
            return
        }
        let all = package.inputs + package.outputs
        guard let other = all.first(where: { $0.id == tensorID }) else {
            throw document.fail(unknown("tensor", tensorID, known: all.map(\.id)))
        }
        guard let reference = other.axis(axisID) else {
            throw document.fail(unknown("axis", axisID, known: other.axes.map(\.id)))
        }
        guard let minimum = reference.size.minimum, reference.kind != .batch else {
            throw document.fail(
                "the size of \"\(axis.id)\" refers to \"\(tensorID).\(axisID)\", which must have "
                    + "a size of its own")
        }
        let factor = reference.scale / axis.scale
        guard factor.isFinite, factor <= 1e6, Double(minimum) * factor + Double(offset) >= 1 else {
            throw document.fail("the size of \"\(axis.id)\" is absurd at the smallest input")
        }
        guard let test = tensor.testTensor, let otherTest = other.testTensor,
            let place = tensor.axes.firstIndex(of: axis),
            let otherPlace = other.axes.firstIndex(of: reference)
        else { return }
        let expected = Int(Double(otherTest.shape[otherPlace]) * factor + Double(offset))
        guard test.shape[place] == expected else {
            throw document.fail(
                "the test tensor of \"\(tensor.id)\" has \(test.shape[place]) along "
                    + "\"\(axis.id)\", where \(expected) belong")
        }
    }
}
