import Foundation
import PeerPrograms
import Testing

@testable import Models

/// onnx's own cases for each operator that images use, as its package generates them.
@Suite("ONNX's operator cases", .enabled(if: PeerProgram.canOrMustRun))
struct OperatorCaseTests {
    private struct Case: Decodable {
        let name: String
        let shape: [Int]
        let input: PackedNumbers
        let model: Data
        let outputs: [PackedNumbers]
    }

    private struct Listing: Decodable {
        let cases: [Case]
    }

    private static func cases() throws -> [Case] {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "operator-cases-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }  // A leftover does no harm.
        let outcome = try PeerProgram.run(
            "list_operator_cases.py", [file.path] + operators)
        try #require(outcome.status == 0, "\(outcome.output)")
        return try JSONDecoder().decode(Listing.self, from: try Data(contentsOf: file)).cases
    }

    /// The outputs, or what the import says against it.
    private static func run(_ example: Case) throws(NetworkError) -> [[Float]] {
        let size = example.shape
        let network = try Network(onnx: Array(example.model))
        let shape = TensorShape(
            batch: size[0], channels: size[1], height: size[2], width: size[3])
        return try InferencePlan(network, shapes: [shape])([example.input.values])
    }

    @Test("agree, or are refused for a reason that is written down")
    func agree() throws {
        var refused: [String: String] = [:]
        var agreed = 0
        for example in try Self.cases() {
            do throws(NetworkError) {
                let results = try Self.run(example)
                #expect(results.count == example.outputs.count, "\(example.name)")
                for (ours, theirs) in zip(results, example.outputs) {
                    let worst = PackedNumbers.worst(ours, theirs.values)
                    #expect(worst < 1e-4, "\(example.name)")
                }
                agreed += 1
            } catch { refused[example.name] = error.description }
        }

        for (name, message) in refused.sorted(by: { $0.key < $1.key }) {
            guard let reason = Self.refused[name] else {
                Issue.record("\(name) is refused: \(message)")
                continue
            }
            #expect(message.contains(reason), "\(name): \(message)")
        }
        for name in Self.refused.keys.sorted() where refused[name] == nil {
            Issue.record("\(name) is no longer refused, or no longer there")
        }
        #expect(agreed >= 99)
    }
}
