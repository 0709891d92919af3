import Testing

@testable import ONNX

@Suite("Damaged ONNX files")
struct ONNXMutationTests {
    @Test("20 000 damaged files each give a bounded model or an error", arguments: 0..<8)
    func mutations(seed: Int) throws {
        let fixtures = try Fixture.all()
        var mutation = Mutation(seed: UInt64(seed))
        var readCount = 0
        for _ in 0..<2500 {
            let original = fixtures[mutation.index(below: fixtures.count)]
            let other = fixtures[mutation.index(below: fixtures.count)]
            let bytes = mutation.damage(original, with: other)
            do throws(ONNXError) {
                let model = try ONNXReader.read(bytes)
                readCount += 1
                try check(model, from: bytes)
            } catch {
                #expect(!error.description.isEmpty)
                let isOneLine = !error.description.contains(where: \.isNewline)
                #expect(isOneLine)
                // Sixteen 20 digit sizes are the longest thing that a message repeats.
                #expect(error.description.utf8.count < 1000)
            }
        }

        // The damage is mild enough to get past the first checks, and hard enough to be refused.
        #expect((100..<2400).contains(readCount), "\(readCount) of 2500 were read")
    }

    /// What was read is no larger than the file can say, and can be written and read again.
    private func check(_ model: ONNXModel, from bytes: [UInt8]) throws(ONNXError) {
        let attributes = model.graph.nodes.flatMap(\.attributes.values)
        let tensors =
            Array(model.graph.initializers.values)
            + attributes.compactMap { if case .tensor(let tensor) = $0 { tensor } else { nil } }
        // An element takes at least one byte of the file.
        #expect(tensors.reduce(0) { $0 + $1.elements.count } <= bytes.count)
        #expect(tensors.allSatisfy { $0.shape.reduce(1, *) == $0.elements.count })
        #expect(model.graph.nodes.count <= bytes.count / 2)

        let written = try ONNXWriter.bytes(of: model)
        #expect(try ONNXWriter.bytes(of: ONNXReader.read(written)) == written)
    }
}
