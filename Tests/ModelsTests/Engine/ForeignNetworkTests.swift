import Foundation
import PeerPrograms
import Testing

@testable import Models

@Suite("Networks of other programs")
struct ForeignNetworkTests {
    /// Made by `Tests/Peers/make_network_oracles.py`.
    static let names = [
        "unet-batch", "unet-instance", "unet-group", "unet-blur", "unet-odd", "resnet", "stars",
        "separable", "convnext", "cellpose", "shuffled", "shuffled-opset-11", "corners",
        "keras-care", "keras-stardist",
    ]

    private struct Answer: Decodable {
        let shape: [Int]
        let image: PackedNumbers
        let results: [String: PackedNumbers]
    }

    private static let folder = PeerProgram.root
        .appending(path: "Tests/ModelsTests/Oracles/networks")

    private static func network(_ name: String) throws -> Network {
        try Network(onnx: Array(try Data(contentsOf: folder.appending(path: "\(name).onnx"))))
    }

    private static func answer(_ name: String) throws -> Answer {
        let data = try Data(contentsOf: folder.appending(path: "answers.json"))
        return try #require(try JSONDecoder().decode([String: Answer].self, from: data)[name])
    }

    @Test("give what ONNX Runtime made of the same image", arguments: names)
    func agree(name: String) throws {
        let answer = try Self.answer(name)
        let size = answer.shape
        let shape = TensorShape(
            batch: size[0], channels: size[1], height: size[2], width: size[3])
        let network = try Self.network(name)

        let results = try InferencePlan(network, shapes: [shape])([answer.image.values])

        #expect(network.outputs.count == answer.results.count)
        for (output, numbers) in zip(network.outputs, results) {
            let wanted = try #require(answer.results[output.name])
            #expect(PackedNumbers.worst(numbers, wanted.values) < 1e-4, "\(output.name)")
        }
    }

    @Test("that were saved for one size refuse another, by name")
    func otherSize() throws {
        let network = try Self.network("cellpose")
        let shape = TensorShape(channels: 2, height: 32, width: 32)

        let error = #expect(throws: NetworkError.self) {
            try InferencePlan(network, shapes: [shape])
        }

        #expect(error?.description.contains("saved for 16 × 16 pixels alone") == true)
    }

    @Test("with layers that have no gradient are refused by the training")
    func training() throws {
        let network = try Self.network("unet-odd")
        let shape = TensorShape(channels: 1, height: 16, width: 16)

        let error = #expect(throws: NetworkError.self) {
            try TrainingPlan(network, shapes: [shape])
        }

        #expect(error?.place.contains("Elu") == true)
        #expect(error?.message.contains("cannot be trained here") == true)
    }
}
