import Documents

extension PackageReader {
    /// The shape of a tensor in version 0.4, one element for each axis.
    private struct OldShape {
        var sizes: [AxisSize] = []
        var scales: [Double] = []
    }

    /// The axes of version 0.4: a text such as `bcyx`, with a shape beside it.
    func oldAxes(_ mapping: DocumentMapping) throws(DocumentError) -> [TensorAxis] {
        let letters = try mapping.required("axes")
        let text = try letters.string()
        guard (1...8).contains(text.count), Set(text).count == text.count,
            text.allSatisfy({ "bitczyx".contains($0) })
        else { throw letters.fail("expected axes such as \"bcyx\", each of b i t c z y x once") }
        let axes = Array(text)
        let shape = try oldShape(mapping.required("shape"), axes: axes)
        var halos = [Int](repeating: 0, count: axes.count)
        if let halo = mapping.value("halo") {
            halos = try numbers(halo, axes.count) { document throws(DocumentError) in
                try count(document, from: 0)
            }
        }
        var result: [TensorAxis] = []
        for (index, letter) in axes.enumerated() {
            let size = shape.sizes[index]
            switch letter {
            case "b": result.append(.batch)
            case "c":
                guard case .fixed(let count) = size, count <= 10_000 else {
                    throw letters.fail("the number of channels must be fixed, and at most 10000")
                }
                result.append(.channel((0..<count).map { "channel\($0)" }))
            case "t", "i":
                result.append(
                    TensorAxis(
                        id: Self.identifier(letter), kind: letter == "t" ? .time : .index,
                        size: size, scale: shape.scales[index], halo: halos[index]))
            default:
                result.append(
                    TensorAxis(
                        id: String(letter), kind: .space, size: size, scale: shape.scales[index],
                        halo: halos[index]))
            }
        }
        return result
    }

    /// What version 0.5 calls the axis that version 0.4 calls `letter`.
    static func identifier(_ letter: Character) -> String {
        let names: [Character: String] = ["b": "batch", "c": "channel", "t": "time", "i": "index"]
        return names[letter] ?? String(letter)
    }

    private func oldShape(
        _ document: Document, axes: [Character]
    ) throws(DocumentError) -> OldShape {
        var shape = OldShape(scales: [Double](repeating: 1, count: axes.count))
        if document.kind == .sequence {
            shape.sizes = try numbers(document, axes.count) { document throws(DocumentError) in
                .fixed(try count(document, from: 1))
            }
            return shape
        }
        let mapping = try document.mapping(["min", "step", "reference_tensor", "scale", "offset"])
        guard let reference = mapping["reference_tensor"] else {
            let minima = try numbers(mapping.required("min"), axes.count) {
                document throws(DocumentError) in try count(document, from: 1)
            }
            let steps = try numbers(mapping.required("step"), axes.count) {
                document throws(DocumentError) in try count(document, from: 0)
            }
            shape.sizes = zip(minima, steps).map {
                $1 == 0 ? .fixed($0) : .stepped(minimum: $0, step: $1)
            }
            return shape
        }
        let tensor = try reference.string()
        let scales = try numbers(mapping.required("scale"), axes.count) {
            document throws(DocumentError) in document.kind == .null ? 0 : try document.double()
        }
        let offsets = try numbers(mapping.required("offset"), axes.count) {
            document throws(DocumentError) in try document.double()
        }
        for (index, letter) in axes.enumerated() {
            guard scales[index] >= 0, scales[index] <= 1000, abs(offsets[index]) <= 1_000_000 else {
                throw document.fail("the scale or offset of axis \"\(letter)\" is absurd")
            }
            let offset = Int(2 * offsets[index])
            if letter == "c", scales[index] > 0 {
                let count = channelCount(of: tensor).map { Int(scales[index] * Double($0)) }
                guard let count, count + offset >= 1 else {
                    throw document.fail("the number of channels does not follow from \"\(tensor)\"")
                }
                shape.sizes.append(.fixed(count + offset))
            } else if scales[index] > 0 {
                shape.scales[index] = 1 / scales[index]
                shape.sizes.append(
                    .reference(tensor: tensor, axis: Self.identifier(letter), offset: offset))
            } else {
                // A new axis, whose size does not follow the reference's.
                guard offset >= 1 || letter == "b" else {
                    throw document.fail("the size of axis \"\(letter)\" is \(offset)")
                }
                shape.sizes.append(.fixed(max(1, offset)))
            }
        }
        return shape
    }

    private func channelCount(of tensor: String) -> Int? {
        inputs.first { $0.id == tensor }?.axis("channel")?.size.minimum
    }

    /// A list with one element for each axis.
    private func numbers<Number>(
        _ document: Document, _ wanted: Int,
        _ read: (Document) throws(DocumentError) -> Number
    ) throws(DocumentError) -> [Number] {
        let elements = try document.sequence()
        guard elements.count == wanted else {
            throw document.fail(
                "expected \(wanted) numbers, as many as axes, but found \(elements.count)")
        }
        var numbers: [Number] = []
        for element in elements { numbers.append(try read(element)) }
        return numbers
    }
}
