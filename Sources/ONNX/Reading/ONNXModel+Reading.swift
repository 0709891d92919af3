extension ONNXModel {
    /// Checks a decoded file and takes from it what we use.
    init(_ message: Onnx_ModelProto) throws(ONNXError) {
        guard message.hasGraph else {
            throw ONNXError(.malformed, "no ONNX model: it holds no graph")
        }
        guard message.irVersion >= 3 else {
            throw ONNXError(
                .unsupported,
                "file format version \(message.irVersion) where 3 or newer was expected")
        }
        guard message.functions.isEmpty else {
            throw ONNXError(
                .unsupported,
                "the model defines operators of its own; export it with its functions inlined")
        }
        self.init(
            irVersion: Int(message.irVersion), opset: try Self.opset(message.opsetImport),
            producer: Self.producer(message), graph: try ONNXGraph(message.graph),
            metadata: try Self.metadata(message.metadataProps))
    }

    /// The version of ONNX's own operators.
    ///
    /// An import of another domain is let pass, for some exporters name domains that no node uses;
    /// a node of such a domain is refused where it is read.
    private static func opset(_ sets: [Onnx_OperatorSetIdProto]) throws(ONNXError) -> Int {
        let own = sets.filter { isONNX(domain: $0.domain) }
        guard let version = own.first?.version else {
            let others = sets.prefix(3).map { quoted($0.domain) }.joined(separator: ", ")
            throw ONNXError(
                .unsupported,
                "operators of \(others.isEmpty ? "no set" : others) where ONNX's own were expected")
        }
        guard own.allSatisfy({ $0.version == version }) else {
            throw ONNXError(.malformed, "two versions of ONNX's operators where one was expected")
        }
        guard version >= ONNXReader.oldestOpset else {
            throw ONNXError(
                .unsupported,
                "operator set \(version) where \(ONNXReader.oldestOpset) or newer was expected")
        }
        return Int(version)
    }

    /// Whether `domain` is one of the two names of ONNX's own operators.
    static func isONNX(domain: String) -> Bool {
        domain.isEmpty || domain == "ai.onnx"
    }

    private static func producer(_ message: Onnx_ModelProto) -> String {
        [message.producerName, message.producerVersion].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func metadata(
        _ entries: [Onnx_StringStringEntryProto]
    ) throws(ONNXError) -> [String: String] {
        var metadata: [String: String] = [:]
        for entry in entries {
            guard metadata.updateValue(entry.value, forKey: entry.key) == nil else {
                throw ONNXError(.malformed, "metadata \(quoted(entry.key)) is given twice")
            }
        }
        return metadata
    }
}
