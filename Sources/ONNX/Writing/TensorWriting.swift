internal import Foundation

/// Makes a file's message of a tensor.
enum TensorWriting {
    /// `name` is empty for the tensor of an attribute; `title` names it in errors.
    static func message(
        _ tensor: ONNXTensor, name: String, _ title: String
    ) throws(ONNXError) -> Onnx_TensorProto {
        try TensorShape.check(tensor.shape, title)
        let expected = TensorShape.count(tensor.shape)
        guard tensor.elements.count == expected else {
            throw ONNXError(
                .wrongShape,
                "\(title) has \(tensor.elements.count) elements where its shape \(tensor.shape) asks "
                    + "for \(expected)")
        }
        var message = Onnx_TensorProto()
        message.name = name
        message.dims = tensor.shape.map(Int64.init)
        switch tensor.elements {
        case .float(let values):
            message.dataType = number(.float32)
            message.rawData = data(values.map(\.bitPattern.littleEndian))
        case .int(let values):
            message.dataType = number(.int64)
            message.rawData = data(values.map(\.littleEndian))
        case .bool(let values):
            message.dataType = number(.bool)
            message.rawData = data(values.map { UInt8($0 ? 1 : 0) })
        }
        return message
    }

    private static func number(_ type: ONNXElementType) -> Int32 {
        Int32(type.rawValue)
    }

    private static func data<Word: FixedWidthInteger>(_ words: [Word]) -> Data {
        words.withUnsafeBytes { Data($0) }
    }
}
