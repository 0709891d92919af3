import Foundation
import PeerPrograms
import Testing

@testable import Models

@Suite("ONNX export")
struct ExportTests {
    @Test(
        "ONNX Runtime works every exported network out as we do",
        .enabled(if: PeerProgram.canOrMustRun))
    func agreesWithONNXRuntime() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tarsier-export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // What ends a finished network has no gradient.
        let threshold = GradientTests.Case(testDescription: "threshold") {
            $0.apply(.function(.threshold(0.2)), to: [$1])
        }
        let cases = GradientTests.cases + [threshold]
        for (index, example) in cases.enumerated() {
            try Self.write(example, to: folder.appending(path: "\(index)"))
        }

        let outcome = try PeerProgram.run("check_networks.py", [folder.path])

        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("\(cases.count) networks agree"))
    }

    @Test("the same network gives the same bytes twice")
    func determinism() throws {
        let network = GradientTests.cases[0].network()

        #expect(try network.onnxFile() == network.onnxFile())
    }

    /// The network with parameters at random, an image, and what we make of it, channels first.
    private static func write(_ example: GradientTests.Case, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var network = example.network()
        var random = Noise(seed: 21)
        for index in network.parameters.indices where !network.parameters[index].isLearned {
            network.parameters[index].values = network.parameters[index].values.map {
                $0 + 0.3 * abs(random.number())
            }
        }
        let shape = TensorShape(
            batch: example.batch, channels: 3, height: example.size, width: example.size)
        let plan = try InferencePlan(network, shapes: [shape])
        var image = [Float](repeating: 0, count: shape.count)
        for index in image.indices { image[index] = random.number() }
        try Data(try network.onnxFile()).write(to: folder.appending(path: "network.onnx"))
        try save(image, shape, to: folder, "input")
        var failure: (any Error)?
        plan.run { _, numbers in
            _ = numbers.update(from: image)
        } read: { _, shape, numbers in
            do { try save(Array(numbers), shape, to: folder, "expected") } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private static func save(
        _ numbers: [Float], _ shape: TensorShape, to folder: URL, _ name: String
    ) throws {
        var ordered = numbers
        let area = shape.height * shape.width
        for index in numbers.indices {
            let (pixel, channel) = (index / shape.channels, index % shape.channels)
            let (image, place) = (pixel / area, pixel % area)
            ordered[(image * shape.channels + channel) * area + place] = numbers[index]
        }
        let bytes = ordered.withUnsafeBytes { Data($0) }
        try bytes.write(to: folder.appending(path: name + ".f32"))
        let sizes = [shape.batch, shape.channels, shape.height, shape.width]
        let text = sizes.map(String.init).joined(separator: " ")
        try Data(text.utf8).write(to: folder.appending(path: name + ".shape"))
    }
}
