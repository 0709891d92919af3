import Foundation
import Models
import PeerPrograms
import Testing

@testable import ONNX

@Suite("Damaged networks")
struct NetworkMutationTests {
    private static func originals() throws -> [[UInt8]] {
        let folder = PeerProgram.root.appending(path: "Tests/ModelsTests/Oracles/networks")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".onnx") }
            .map { Array(try Data(contentsOf: folder.appending(path: $0))) }
    }

    @Test(
        "8000 damaged files each give a network with sensible shapes or an error", arguments: 0..<4)
    func mutations(seed: Int) throws {
        let originals = try Self.originals()
        var mutation = Mutation(seed: UInt64(100 + seed))
        var readCount = 0
        for _ in 0..<2000 {
            let original = originals[mutation.index(below: originals.count)]
            let other = originals[mutation.index(below: originals.count)]
            let bytes = mutation.damage(original, with: other)
            do {
                let network = try Network(onnx: bytes)
                readCount += 1
                let given = network.inputs.map { layer -> Models.TensorShape in
                    let channels =
                        if case .input(let count) = network.layers[layer].operation { count } else {
                            1
                        }
                    return Models.TensorShape(channels: channels, height: 32, width: 32)
                }
                let shapes = try network.shapes(given)
                let isSensible = shapes.allSatisfy {
                    min($0.batch, $0.channels, $0.height, $0.width) > 0
                }
                #expect(isSensible)
            } catch {
                let text = "\(error)"
                let isOneLine = !text.isEmpty && !text.contains(where: \.isNewline)
                #expect(isOneLine, "\(text)")
            }
        }

        #expect((50..<1950).contains(readCount), "\(readCount) of 2000 were read")
    }
}
