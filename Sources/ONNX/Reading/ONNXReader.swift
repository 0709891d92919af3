internal import SwiftProtobuf

/// Reads ONNX files, trusting nothing in them.
///
/// What a read allocates is bounded by the file: see ``WireScan``.
package enum ONNXReader {
    /// The first operator set in which batch normalisation and broadcasting mean what they do today.
    package static let oldestOpset = 7

    /// The most bytes that a protobuf message may have.
    package static let mostBytes = Int(Int32.max)

    /// Reads the file at `path`.
    package static func read(path: String) throws(ONNXError) -> ONNXModel {
        do throws(ONNXError) {
            return try read(WholeFile.bytes(at: path, atMost: mostBytes))
        } catch {
            throw ONNXError(error.reason, "\(path): \(error.description)")
        }
    }

    /// Reads a whole file from memory.
    package static func read(_ bytes: [UInt8]) throws(ONNXError) -> ONNXModel {
        guard !bytes.isEmpty else {
            throw ONNXError(.malformed, "the file is empty where an ONNX model was expected")
        }
        guard bytes.count <= mostBytes else {
            throw ONNXError(
                .tooLarge, "\(bytes.count) bytes where at most \(mostBytes) were expected")
        }
        try WireScan.check(bytes)
        return try ONNXModel(decode(bytes))
    }

    private static func decode(_ bytes: [UInt8]) throws(ONNXError) -> Onnx_ModelProto {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        options.messageDepthLimit = 16
        do {
            return try Onnx_ModelProto(serializedBytes: bytes, options: options)
        } catch BinaryDecodingError.invalidUTF8 {
            throw ONNXError(.malformed, "no ONNX file: a name in it is no UTF-8 text")
        } catch {
            throw ONNXError(.malformed, "no ONNX file: its fields are not those of an ONNX model")
        }
    }
}
