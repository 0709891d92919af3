import Testing

@testable import ONNX

@Suite("ONNX writer")
struct ONNXWriterTests {
    @Test("what is written reads back as the same model", arguments: Fixture.accepted)
    func roundTrip(fixture: String) throws {
        var model = try Fixture.model(fixture)
        model.irVersion = ONNXWriter.irVersion

        let again = try ONNXReader.read(try ONNXWriter.bytes(of: model))

        #expect(again == model)
    }

    @Test("equal models give equal bytes, whatever order their names were put in")
    func deterministic() throws {
        let weights = (0..<40).map { ("w\($0)", ONNXTensor(shape: [], elements: .float([1]))) }
        let settings = (0..<20).map { ("a\($0)", ONNXAttribute.int($0)) }
        let bytes = try [false, true].map { isReversed in
            var model = Self.small
            let order = isReversed ? weights.reversed() : weights
            model.graph.initializers = Dictionary(uniqueKeysWithValues: order)
            model.graph.nodes[0].attributes = Dictionary(
                uniqueKeysWithValues: isReversed ? settings.reversed() : settings)
            return try ONNXWriter.bytes(of: model)
        }

        #expect(bytes[0] == bytes[1])
    }

    @Test("special numbers keep every bit")
    func specialNumbers() throws {
        let numbers: [Float] = [.infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .nan]
        var model = Self.small
        model.graph.initializers = ["w": ONNXTensor(shape: [5], elements: .float(numbers))]

        let again = try ONNXReader.read(try ONNXWriter.bytes(of: model))

        guard case .float(let read)? = again.graph.initializers["w"]?.elements else {
            Issue.record("no floats were read")
            return
        }
        #expect(read.map(\.bitPattern) == numbers.map(\.bitPattern))
    }

    @Test("a model that could not be read is not written")
    func refusesWhatCannotBeRead() {
        var unmade = Self.small
        unmade.graph.nodes[0].inputs = ["ghost"]
        var misshapen = Self.small
        misshapen.graph.initializers = ["w": ONNXTensor(shape: [2, 3], elements: .float([1]))]
        var old = Self.small
        old.opset = 6

        for (model, reason) in [
            (unmade, ONNXError.Reason.brokenGraph), (misshapen, .wrongShape), (old, .unsupported),
        ] {
            let error = #expect(throws: ONNXError.self) { try ONNXWriter.bytes(of: model) }
            #expect(error?.reason == reason)
        }
    }

    static let small = ONNXModel(
        opset: 17, producer: "test",
        graph: ONNXGraph(
            name: "small", nodes: [ONNXNode(operation: "Relu", inputs: ["x"], outputs: ["y"])],
            inputs: [ONNXValue(name: "x", dimensions: [.named("n"), .unknown, .fixed(3)])],
            outputs: [ONNXValue(name: "y", dimensions: [], isRankKnown: false)]))
}
