/// A network as an ONNX file holds it, checked and free of the file's encoding.
package struct ONNXModel: Sendable, Equatable {
    /// The version of the file format.
    package var irVersion: Int
    /// The version of ONNX's own operator set, at least ``ONNXReader/oldestOpset``.
    package var opset: Int
    /// The program that made the file, with its version where the file gives it.
    package var producer: String
    package var graph: ONNXGraph
    package var metadata: [String: String]

    package init(
        irVersion: Int = ONNXWriter.irVersion, opset: Int, producer: String, graph: ONNXGraph,
        metadata: [String: String] = [:]
    ) {
        self.irVersion = irVersion
        self.opset = opset
        self.producer = producer
        self.graph = graph
        self.metadata = metadata
    }
}
