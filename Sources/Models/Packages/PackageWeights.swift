import Documents

/// A packaged network's graph and numbers.
package struct PackageWeights: Sendable, Equatable {
    /// An ONNX model, as it is in the file.
    package let onnx: [UInt8]
    /// `nil` in old packages that do not say.
    package let opset: Int?
    /// Of `onnx`, in lower-case hexadecimal: the package's fingerprint.
    package let sha256: String
    /// Formats of the same weights that the package also has, by their names in the specification.
    package let otherFormats: [String]

    package init(onnx: [UInt8], opset: Int?) {
        self.init(
            onnx: onnx, opset: opset, sha256: SHA256Digest.hexadecimal(of: onnx), otherFormats: [])
    }

    init(onnx: [UInt8], opset: Int?, sha256: String, otherFormats: [String]) {
        self.onnx = onnx
        self.opset = opset
        self.sha256 = sha256
        self.otherFormats = otherFormats
    }
}
