internal import Foundation

extension ONNXTensor {
    /// Checks a decoded tensor; `title` names it in errors.
    ///
    /// The element count that the shape gives is compared with the data before anything is
    /// allocated for it.
    init(_ message: Onnx_TensorProto, title: String) throws(ONNXError) {
        guard message.dataLocation == .default, message.externalData.isEmpty else {
            throw ONNXError(
                .unsupported,
                "\(title) is in another file; export the model with its weights inside")
        }
        guard !message.hasSegment else {
            throw ONNXError(.unsupported, "\(title) is a part of a tensor; a whole was expected")
        }
        let shape = message.dims.map(Int.init)
        try TensorShape.check(shape, title)
        let number = Int(message.dataType)
        guard let type = ONNXElementType(rawValue: number) else {
            throw TensorData.refusal(of: ONNXElementType.title(ofNumber: number), title)
        }
        let data = TensorData(message, type, count: TensorShape.count(shape), title)
        self.init(shape: shape, elements: try data.elements())
    }
}
