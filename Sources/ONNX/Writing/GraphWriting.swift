internal import Foundation
internal import SwiftProtobuf

/// Makes a file's messages of a graph and its parts.
enum GraphWriting {
    static func message(_ graph: ONNXGraph) throws(ONNXError) -> Onnx_GraphProto {
        var message = Onnx_GraphProto()
        // A graph without a name is refused by ONNX's own checker.
        message.name = graph.name.isEmpty ? "graph" : graph.name
        for node in try graph.nodesInOrder() { message.node.append(try self.message(node)) }
        for (name, tensor) in graph.initializers.sorted(by: { $0.key < $1.key }) {
            let title = "initializer \(quoted(name))"
            message.initializer.append(try TensorWriting.message(tensor, name: name, title))
        }
        for input in graph.inputs { message.input.append(try self.message(input)) }
        for output in graph.outputs { message.output.append(try self.message(output)) }
        return message
    }

    private static func message(_ node: ONNXNode) throws(ONNXError) -> Onnx_NodeProto {
        var message = Onnx_NodeProto()
        message.name = node.name
        message.opType = node.operation
        message.input = node.inputs
        message.output = node.outputs
        for (name, attribute) in node.attributes.sorted(by: { $0.key < $1.key }) {
            let title = "\(node.title): attribute \(quoted(name))"
            message.attribute.append(try self.message(attribute, name: name, title))
        }
        return message
    }

    private static func message(
        _ attribute: ONNXAttribute, name: String, _ title: String
    ) throws(ONNXError) -> Onnx_AttributeProto {
        var message = Onnx_AttributeProto()
        message.name = name
        switch attribute {
        case .int(let value):
            message.type = .int
            message.i = Int64(value)
        case .float(let value):
            message.type = .float
            message.f = value
        case .string(let value):
            message.type = .string
            message.s = Data(value.utf8)
        case .tensor(let value):
            message.type = .tensor
            message.t = try TensorWriting.message(value, name: "", title)
        case .ints(let values):
            message.type = .ints
            message.ints = values.map(Int64.init)
        case .floats(let values):
            message.type = .floats
            message.floats = values
        case .strings(let values):
            message.type = .strings
            message.strings = values.map { Data($0.utf8) }
        }
        return message
    }

    private static func message(_ value: ONNXValue) throws(ONNXError) -> Onnx_ValueInfoProto {
        var tensor = Onnx_TypeProto.Tensor()
        tensor.elemType = Int32(value.elementType.rawValue)
        if value.isRankKnown { tensor.shape.dim = value.dimensions.map(message) }
        let sizes = value.dimensions.map { if case .fixed(let size) = $0 { size } else { 1 } }
        try TensorShape.check(sizes, quoted(value.name))

        var message = Onnx_ValueInfoProto()
        message.name = value.name
        message.type.value = .tensorType(tensor)
        return message
    }

    private static func message(_ dimension: ONNXDimension) -> Onnx_TensorShapeProto.Dimension {
        var message = Onnx_TensorShapeProto.Dimension()
        switch dimension {
        case .fixed(let size): message.dimValue = Int64(size)
        case .named(let name): message.dimParam = name
        case .unknown: break
        }
        return message
    }
}
