import Foundation
import Testing

@testable import ONNX

@Suite("ONNX files that are refused")
struct ONNXRefusalTests {
    /// A fixture, the reason, and what its message must name.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var fixture: String
        var reason: ONNXError.Reason
        var names: String
        var testDescription: String { fixture }

        init(_ fixture: String, _ reason: ONNXError.Reason, _ names: String) {
            self.fixture = fixture
            self.reason = reason
            self.names = names
        }
    }

    static let refusals = [
        Refusal("old-opset", .unsupported, "operator set 6 where 7 or newer was expected"),
        Refusal("foreign-domain", .unsupported, "operators of \"com.example\""),
        Refusal("foreign-operator", .unsupported, "Relu that makes \"y\": is of domain"),
        Refusal("external-data", .unsupported, "initializer \"w\" is in another file"),
        Refusal("subgraph", .unsupported, "attribute \"else_branch\" is a graph of its own"),
        Refusal("sparse-weight", .unsupported, "sparse tensors"),
        Refusal("sparse-attribute", .unsupported, "\"sparse_value\" is a sparse tensor"),
        Refusal("sequence", .unsupported, "input \"s\" is a sequence"),
        Refusal("map", .unsupported, "input \"m\" is a map"),
        Refusal("overflowing-shape", .wrongShape, "initializer \"w\" has shape [4611686018427"),
        Refusal("negative-shape", .wrongShape, "shape [-2, 3] where no size may be negative"),
        Refusal("too-large-shape", .wrongShape, "has 6 elements of data where its shape"),
        Refusal("too-small-shape", .wrongShape, "asks for 4"),
        Refusal("negative-input", .wrongShape, "input \"x\" has shape [-1, 3]"),
        Refusal("absurd-input", .wrongShape, "input \"x\" has shape [1099511627776"),
        Refusal("text-tensor", .unsupported, "initializer \"w\" is of string"),
        Refusal("nobody-makes", .brokenGraph, "Add that makes \"y\": takes \"ghost\""),
        Refusal("made-twice", .brokenGraph, "Neg that makes \"y\": makes \"y\""),
        Refusal("input-made-too", .brokenGraph, "makes \"x\", which is made elsewhere too"),
        Refusal("output-unmade", .brokenGraph, "output \"ghost\" is made by no node"),
        Refusal("no-output", .brokenGraph, "no output"),
        Refusal("circle", .brokenGraph, "in a circle"),
        Refusal("weight-twice", .brokenGraph, "initializer \"w\" is given twice"),
        Refusal("own-operator", .unsupported, "operators of its own"),
        Refusal("no-graph", .malformed, "no graph"),
    ]

    @Test("a model is refused with a sentence that names the thing", arguments: refusals)
    func refusal(_ refusal: Refusal) throws {
        let error = #expect(throws: ONNXError.self) {
            try Fixture.model("refused-\(refusal.fixture)")
        }

        #expect(error?.reason == refusal.reason)
        #expect(error?.description.contains(refusal.names) == true, "\(String(describing: error))")
        #expect(error?.description.split(whereSeparator: \.isNewline).count == 1)
    }

    @Test("every refused fixture is in the list")
    func everyFixtureIsListed() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.folder.path)
            .filter { $0.hasPrefix("refused-") }

        #expect(Set(files) == Set(Self.refusals.map { "refused-\($0.fixture).onnx" }))
    }

    @Test("a file cut anywhere is refused", arguments: ["every-type", "torch-unet"])
    func cut(fixture: String) throws {
        let bytes = try Fixture.bytes(fixture)
        let whole = try ONNXReader.read(bytes)

        for count in stride(from: 0, to: bytes.count, by: 3) {
            // A cut between two fields of the file's last message can leave a whole model, but
            // never the same one.
            let model = try? ONNXReader.read(Array(bytes.prefix(count)))
            #expect(model != whole, "cut to \(count) of \(bytes.count) bytes")
        }
    }

    @Test(
        "what is no protobuf is refused with the place",
        arguments: [
            ([], "empty"), (Array("PK\u{3}\u{4}archive".utf8), "byte"),
            ([0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], "are left"), ([0x0B, 0x0C], "wire type 3"),
            ([0x00], "field number 0"), ([UInt8](repeating: 0xFF, count: 11), "more than 10 bytes"),
            ([0x3A], "cut short"), ([0x12, 0x01, 0xFF], "UTF-8"),
        ] as [([UInt8], String)])
    func noProtobuf(bytes: [UInt8], names: String) {
        let error = #expect(throws: ONNXError.self) { try ONNXReader.read(bytes) }

        #expect(error?.reason == .malformed)
        #expect(error?.description.contains(names) == true, "\(String(describing: error))")
    }

    @Test("names from a file can neither break nor fill a message's line")
    func namesInMessages() {
        let long = String(repeating: "A\n\u{2028}", count: 5000)
        var model = ONNXWriterTests.small
        model.graph.nodes = [
            ONNXNode(name: long, operation: long, inputs: [long], outputs: ["y"])
        ]

        let error = #expect(throws: ONNXError.self) { try ONNXWriter.bytes(of: model) }

        #expect(error?.description.split(whereSeparator: \.isNewline).count == 1)
        #expect(error?.description.count ?? 0 < 400)
    }

    @Test("a file of too many empty nodes or names is refused before they are made")
    func tooManyFields() {
        let node = WireField(number: 1, wireType: 2, content: [])
        let nodes = Array(repeatElement(node.bytes, count: WireScan.mostMessages).joined())
        let names = Array(repeatElement(node.bytes, count: WireScan.mostFields).joined())
        let ofNames = WireField(number: 1, wireType: 2, content: names)

        for content in [nodes, ofNames.bytes] {
            let graph = WireField(number: 7, wireType: 2, content: content)
            let error = #expect(throws: ONNXError.self) { try ONNXReader.read(graph.bytes) }
            #expect(error?.reason == .tooLarge)
        }
    }

    @Test("folders, devices, missing files and files over 2 GB are refused by name")
    func paths() throws {
        let large = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).onnx")
        try Data().write(to: large)
        defer { try? FileManager.default.removeItem(at: large) }
        // Sparse: it takes no space.
        let handle = try FileHandle(forWritingTo: large)
        try handle.truncate(atOffset: 1 << 31)
        try handle.close()

        for (path, reason) in [
            ("/dev/zero", ONNXError.Reason.unreadableFile), (Fixture.folder.path, .unreadableFile),
            ("/nonexistent.onnx", .unreadableFile), (large.path, .tooLarge),
        ] {
            let error = #expect(throws: ONNXError.self) { try ONNXReader.read(path: path) }
            #expect(error?.reason == reason)
            #expect(error?.description.hasPrefix(path) == true)
        }
    }
}
