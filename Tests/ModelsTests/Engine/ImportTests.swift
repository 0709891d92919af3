import Foundation
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

    @Test("an operator that is not known is named, and nothing is guessed")
    func unknownOperator() throws {
        let path = PeerProgram.root.appending(path: "Tests/ONNXTests/Fixtures/every-attribute.onnx")
        let bytes = Array(try Data(contentsOf: path))

        #expect(throws: NetworkError.self) { try Network(onnx: bytes) }
        let error = #expect(throws: NetworkError.self) { try Network(onnx: [1, 2, 3]) }
        #expect(error?.place == "ONNX file")
    }
}
