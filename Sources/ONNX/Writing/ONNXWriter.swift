internal import Foundation
internal import SwiftProtobuf

/// Writes ONNX files.
///
/// Equal models give equal bytes: nodes are in running order, everything kept by name is sorted.
/// What is written can be read: the same checks are made on the way out.
package enum ONNXWriter {
    /// The version of the file format that is written: ONNX 1.10, which every reader in use knows.
    package static let irVersion = 8

    /// The bytes of a file that holds `model`; the weights as 32 bit floats and 64 bit integers.
    package static func bytes(of model: ONNXModel) throws(ONNXError) -> [UInt8] {
        guard model.opset >= ONNXReader.oldestOpset else {
            throw ONNXError(
                .unsupported,
                "operator set \(model.opset) where \(ONNXReader.oldestOpset) or newer was expected")
        }
        var message = Onnx_ModelProto()
        message.irVersion = Int64(irVersion)
        message.producerName = model.producer
        message.opsetImport = [Onnx_OperatorSetIdProto.with { $0.version = Int64(model.opset) }]
        message.graph = try GraphWriting.message(model.graph)
        message.metadataProps = model.metadata.sorted { $0.key < $1.key }.map { key, value in
            Onnx_StringStringEntryProto.with {
                $0.key = key
                $0.value = value
            }
        }
        do {
            return try message.serializedBytes()
        } catch {
            throw ONNXError(.tooLarge, "the model is larger than a file of 2 GB can hold")
        }
    }
}
