import Documents

extension PackageReader {
    private static let formats = [
        "onnx", "pytorch_state_dict", "torchscript", "tensorflow_saved_model_bundle",
        "tensorflow_js", "keras_hdf5", "keras_v3", "pytorch_script",
    ]

    /// The ONNX weights; others are only named.
    func weights(_ document: Document) throws(DocumentError) -> PackageWeights {
        let mapping = try document.mapping(Self.formats)
        let others = mapping.entries.filter { $0.value.kind != .null }.map(\.key.text)
            .filter { $0 != "onnx" }.sorted()
        guard let onnx = mapping.value("onnx") else {
            let found = others.isEmpty ? "none" : others.joined(separator: ", ")
            throw document.fail(
                "expected weights in ONNX but found \(found); export the network to ONNX, for "
                    + "example with torch.onnx.export, and add it to the package")
        }
        let entry = try onnx.mapping([
            "source", "sha256", "opset_version", "authors", "parent", "comment", "external_data",
            "attachments", "dependencies",
        ])
        if let external = entry.value("external_data") {
            throw external.fail("weights with external data are not supported: save one .onnx file")
        }
        var opset: Int?
        if let document = entry.value("opset_version") {
            let number = try document.int()
            guard (7...1000).contains(number) else {
                throw document.fail("expected an opset from 7 on, but found \(number)")
            }
            opset = number
        }
        let (name, bytes) = try file(onnx)
        guard bytes.count >= 8 else {
            throw try sourcePlace(onnx).fail("\"\(name)\" is too short for an ONNX model")
        }
        return PackageWeights(
            onnx: bytes, opset: opset, sha256: SHA256Digest.hexadecimal(of: bytes),
            otherFormats: others)
    }
}
