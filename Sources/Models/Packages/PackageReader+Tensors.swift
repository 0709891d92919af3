import Documents

extension PackageReader {
    private static let newKeys = [
        "id", "description", "axes", "data", "test_tensor", "sample_tensor",
    ]
    private static let oldKeys = [
        "name", "description", "axes", "data_type", "data_range", "shape",
    ]

    /// The tensors under `key`, which is `inputs` or `outputs`.
    func tensors(
        _ mapping: DocumentMapping, of key: String
    ) throws(DocumentError) -> [TensorDescription] {
        let list = try mapping.required(key)
        let documents = try list.sequence()
        guard (1...16).contains(documents.count) else {
            throw list.fail("expected 1 to 16 \(key) but found \(documents.count)")
        }
        var tensors: [TensorDescription] = []
        for document in documents {
            tensors.append(
                isOld ? try oldTensor(document, of: key) : try newTensor(document, of: key))
        }
        if isOld { try readOldTests(mapping, of: key, into: &tensors) }
        return tensors
    }

    private func newTensor(
        _ document: Document, of key: String
    ) throws(DocumentError) -> TensorDescription {
        let isInput = key == "inputs"
        let process = isInput ? "preprocessing" : "postprocessing"
        let extra = isInput ? [process, "optional", "pad", "output_of"] : [process]
        let mapping = try document.mapping(Self.newKeys + extra)
        var tensor = TensorDescription(
            id: try mapping.value("id").map { document throws(DocumentError) in
                try text(document, atMost: 100)
            } ?? (isInput ? "input" : "output"),
            description: try mapping.value("description")?.string() ?? "",
            axes: try newAxes(mapping.required("axes"), isInput: isInput),
            elementType: try newElementType(mapping.value("data")))
        try checkSize(tensor, at: document)
        tensor.processing = try steps(mapping.value(process), of: tensor)
        tensor.addTypeSteps(isInput: isInput)
        if let test = mapping.value("test_tensor") {
            tensor.testTensor = try testTensor(test, of: tensor)
        }
        return tensor
    }

    private func newElementType(_ document: Document?) throws(DocumentError) -> ElementType {
        guard let document else { return .float32 }
        let known = ["type", "range", "unit", "scale", "offset", "values"]
        let list = document.kind == .sequence ? try document.sequence() : [document]
        var found: ElementType?
        for document in list {
            let mapping = try document.mapping(known)
            let normal: ElementType = mapping["values"] == nil ? .float32 : .uint8
            let type = try mapping.value("type").map(Self.elementType) ?? normal
            guard found == nil || found == type else {
                throw document.fail("all channels of a tensor must have one type")
            }
            found = type
        }
        guard let found else { throw document.fail("expected a description of the data") }
        return found
    }

    static func elementType(_ document: Document) throws(DocumentError) -> ElementType {
        let name = try document.choice(ElementType.allCases.map(\.rawValue))
        guard let type = ElementType(rawValue: name) else { throw document.fail("unknown type") }
        return type
    }

    private func oldTensor(
        _ document: Document, of key: String
    ) throws(DocumentError) -> TensorDescription {
        let process = key == "inputs" ? "preprocessing" : "postprocessing"
        let mapping = try document.mapping(Self.oldKeys + [process, "halo"])
        var tensor = TensorDescription(
            id: try text(mapping.required("name"), atMost: 100),
            description: try mapping.value("description")?.string() ?? "",
            axes: try oldAxes(mapping),
            elementType: try Self.elementType(mapping.required("data_type")))
        try checkSize(tensor, at: document)
        tensor.processing = try steps(mapping.value(process), of: tensor)
        // Whatever they say, networks of version 0.4 take 32-bit numbers.
        if key == "inputs" { tensor.processing.append(.ensureType(.float32)) }
        return tensor
    }

    /// Version 0.4 lists the test tensors apart, in the order of the inputs or outputs.
    private func readOldTests(
        _ mapping: DocumentMapping, of key: String, into tensors: inout [TensorDescription]
    ) throws(DocumentError) {
        guard let list = mapping.value("test_\(key)") else { return }
        let files = try list.sequence()
        guard files.count == tensors.count else {
            throw list.fail("expected \(tensors.count) test tensors but found \(files.count)")
        }
        for (index, document) in files.enumerated() {
            tensors[index].testTensor = try testTensor(document, of: tensors[index])
        }
    }

    private func testTensor(
        _ document: Document, of tensor: TensorDescription
    ) throws(DocumentError) -> NumpyArray {
        let (name, bytes) = try file(document)
        let place = try sourcePlace(document)
        let array: NumpyArray
        do throws(NumpyError) {
            array = try NumpyArray(file: bytes)
        } catch {
            throw place.fail("\"\(name)\" cannot be read: \(error)")
        }
        guard array.shape.count == tensor.axes.count else {
            throw place.fail(
                "\"\(name)\" has \(array.shape.count) axes but \"\(tensor.id)\" has "
                    + "\(tensor.axes.count)")
        }
        for (axis, count) in zip(tensor.axes, array.shape) where !axis.size.allows(count) {
            throw place.fail(
                "\"\(name)\" has \(count) along \"\(axis.id)\", where \(axis.size.words) belongs")
        }
        return array
    }
}
