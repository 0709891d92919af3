extension ONNXValue {
    /// Checks a decoded declaration; `role` is `input` or `output`.
    init(_ message: Onnx_ValueInfoProto, role: String) throws(ONNXError) {
        let title = "\(role) \(quoted(message.name))"
        guard !message.name.isEmpty else {
            throw ONNXError(.brokenGraph, "an \(role) of the graph has no name")
        }
        let tensor = try Self.tensorType(message.type, title)
        let number = Int(tensor.elemType)
        guard let elementType = ONNXElementType(rawValue: number) else {
            throw ONNXError(
                .unsupported,
                "\(title) is of \(ONNXElementType.title(ofNumber: number)); "
                    + "integers, floats or booleans were expected")
        }
        var dimensions: [ONNXDimension] = []
        for dimension in tensor.shape.dim {
            dimensions.append(ONNXDimension(dimension))
        }
        try TensorShape.check(dimensions.map(\.smallestSize), title)
        self.init(
            name: message.name, elementType: elementType, dimensions: dimensions,
            isRankKnown: tensor.hasShape)
    }

    private static func tensorType(
        _ type: Onnx_TypeProto, _ title: String
    ) throws(ONNXError) -> Onnx_TypeProto.Tensor {
        if case .tensorType(let tensor) = type.value { return tensor }
        let found =
            switch type.value {
            case .tensorType: "a tensor"
            case .sequenceType: "a sequence"
            case .mapType: "a map"
            case .sparseTensorType: "a sparse tensor"
            case .optionalType: "an optional value"
            case nil: "of no type"
            }
        throw ONNXError(.unsupported, "\(title) is \(found) where a dense tensor was expected")
    }
}

extension ONNXDimension {
    fileprivate init(_ message: Onnx_TensorShapeProto.Dimension) {
        self =
            switch message.value {
            case .dimValue(let size): .fixed(Int(size))
            case .dimParam(let name): name.isEmpty ? .unknown : .named(name)
            case nil: .unknown
            }
    }

    /// What the axis has at least.
    fileprivate var smallestSize: Int {
        if case .fixed(let size) = self { size } else { 1 }
    }
}
