internal import Foundation

extension ONNXAttribute {
    /// Checks a decoded attribute; `title` names it in errors.
    init(_ message: Onnx_AttributeProto, title: String) throws(ONNXError) {
        guard message.refAttrName.isEmpty else {
            throw ONNXError(.unsupported, "\(title) refers to an attribute of a function")
        }
        try Self.checkFields(message, title)
        switch message.type {
        case .float: self = .float(message.f)
        case .int: self = .int(Int(message.i))
        case .string: self = .string(try Self.text(message.s, title))
        case .tensor:
            guard message.hasT else {
                throw ONNXError(.malformed, "\(title) says that it is a tensor and holds none")
            }
            self = .tensor(try ONNXTensor(message.t, title: title))
        case .floats: self = .floats(message.floats)
        case .ints: self = .ints(message.ints.map(Int.init))
        case .strings:
            var strings: [String] = []
            for bytes in message.strings { strings.append(try Self.text(bytes, title)) }
            self = .strings(strings)
        case let other: throw Self.refusal(of: other, title)
        }
    }

    /// A value in a field of another type than the attribute's would be ignored: refuse it.
    private static func checkFields(
        _ message: Onnx_AttributeProto, _ title: String
    ) throws(ONNXError) {
        let fields: [(type: Onnx_AttributeProto.AttributeType, isThere: Bool)] = [
            (.float, message.hasF), (.int, message.hasI), (.string, message.hasS),
            (.tensor, message.hasT), (.floats, !message.floats.isEmpty),
            (.ints, !message.ints.isEmpty), (.strings, !message.strings.isEmpty),
        ]
        // An attribute of no type, or of one that we lack, is refused by name further on.
        guard fields.contains(where: { $0.type == message.type }) else { return }
        guard fields.allSatisfy({ !$0.isThere || $0.type == message.type }) else {
            throw ONNXError(.malformed, "\(title) holds a value of another type than it says")
        }
    }

    private static func text(_ bytes: Data, _ title: String) throws(ONNXError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ONNXError(.malformed, "\(title) is no UTF-8 text")
        }
        return text
    }

    private static func refusal(
        of type: Onnx_AttributeProto.AttributeType, _ title: String
    ) -> ONNXError {
        let what =
            switch type {
            case .undefined: "has no type"
            case .graph, .graphs: "is a graph of its own (as If, Loop and Scan have)"
            case .tensors: "is a list of tensors"
            case .sparseTensor, .sparseTensors: "is a sparse tensor"
            case .typeProto, .typeProtos: "is a type"
            default: "is of the unknown type number \(type.rawValue)"
            }
        return ONNXError(
            .unsupported,
            "\(title) \(what) where numbers, strings or one dense tensor were expected")
    }
}
