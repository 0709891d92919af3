import Foundation
import ONNX
import PeerPrograms
import Testing

@testable import Models

@Suite("ONNX import")
struct ImportTests {
    @Test("what was exported comes back and gives the same", arguments: GradientTests.cases)
    func roundTrip(_ example: GradientTests.Case) throws {
        let network = example.network()
        let shape = TensorShape(
            batch: example.batch, channels: 3, height: example.size, width: example.size)
        var random = Noise(seed: 31)
        let image = (0..<shape.count).map { _ in random.number() }

        let back = try Network(onnx: try network.onnxFile())

        let ours = try InferencePlan(network, shapes: [shape])([image])[0]
        let theirs = try InferencePlan(back, shapes: [shape])([image])[0]
        let largest = max(ours.map(abs).max() ?? 0, 1)
        let worst = zip(ours, theirs).map { abs($0 - $1) }.max() ?? .infinity
        #expect(ours.count == theirs.count)
        #expect(worst < 1e-5 * largest)
    }

    @Test(
        "networks that PyTorch exported give what ONNX Runtime makes of them",
        .enabled(if: PeerProgram.canOrMustRun),
        arguments: ["torch-unet", "torch-classifier", "torch-convnext"])
    func fromPyTorch(name: String) throws {
        let path = PeerProgram.root.appending(path: "Tests/ONNXTests/Fixtures/\(name).onnx")
        let network = try Network(onnx: Array(try Data(contentsOf: path)))
        guard case .input(let channels) = network.layers[network.inputs[0]].operation else {
            Issue.record("no input")
            return
        }
        let outcome = try PeerProgram.run("run_network.py", [path.path])
        try #require(outcome.status == 0, "\(outcome.output)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        let shape = TensorShape(
            batch: answer.inputShape[0], channels: channels, height: answer.inputShape[2],
            width: answer.inputShape[3])

        let result = try InferencePlan(network, shapes: [shape])([answer.lastFirst])[0]

        let worst = zip(result, answer.expectedLast).map { abs($0 - $1) }.max() ?? .infinity
        #expect(result.count == answer.expectedLast.count)
        #expect(worst < 1e-4, "\(name)")
    }

    /// What ONNX Runtime was given and gave, channels fastest.
    private struct Answer: Decodable {
        let inputShape: [Int]
        let lastFirst: [Float]
        let expectedLast: [Float]
    }

    /// A graph of one image of 4 channels, as a file.
    private static func file(
        _ nodes: [ONNXNode], opset: Int = 17, constants: [String: ONNXTensor] = [:]
    ) throws -> [UInt8] {
        let image = ONNXValue(
            name: "image",
            dimensions: [.named("batch"), .fixed(4), .fixed(6), .fixed(6)])
        let result = ONNXValue(name: "result", dimensions: [], isRankKnown: false)
        return try ONNXWriter.bytes(
            of: ONNXModel(
                opset: opset, producer: "test",
                graph: ONNXGraph(
                    name: "test", nodes: nodes, initializers: constants, inputs: [image],
                    outputs: [result])))
    }

    private static func refusal(_ bytes: [UInt8]) -> String {
        do {
            _ = try Network(onnx: bytes)
            return "none"
        } catch { return error.description }
    }

    @Test("an operator that is not known is named")
    func unknownOperator() throws {
        let node = ONNXNode(
            name: "odd one", operation: "CumSum", inputs: ["image"], outputs: ["result"])

        let refusal = Self.refusal(try Self.file([node]))

        #expect(refusal.contains("odd one"))
        #expect(refusal.contains("the operator CumSum is not known here"))
        #expect(Self.refusal([1, 2, 3]).hasPrefix("ONNX file: "))
    }

    @Test(
        "a new shape that mixes images or pixels is refused, not guessed",
        arguments: [
            [-1, 4], [1, -1], [-1, 72], [0, 72],
        ])
    func reshape(wanted: [Int]) throws {
        let node = ONNXNode(
            operation: "Reshape", inputs: ["image", "wanted"], outputs: ["result"])
        let shape = ONNXTensor(shape: [2], elements: .int(wanted.map(Int64.init)))

        let refusal = Self.refusal(try Self.file([node], constants: ["wanted": shape]))

        #expect(refusal.contains("is not known here"), "\(refusal)")
    }

    @Test("a softmax of the old kind, over all of an image, is refused", arguments: [12, 13])
    func oldSoftmax(opset: Int) throws {
        let node = ONNXNode(
            operation: "Softmax", inputs: ["image"], outputs: ["result"],
            attributes: ["axis": .int(1)])

        let refusal = Self.refusal(try Self.file([node], opset: opset))

        #expect(refusal.contains("before version 13") == (opset < 13), "\(refusal)")
    }
}
