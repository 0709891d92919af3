import Testing

@testable import Models

@Suite("An ensemble as one network")
struct EnsembleTests {
    private static func shape() -> ImageNetwork {
        var shape = ImageNetwork(outputs: [
            .init("restored", [.init(channels: 1), .init(channels: 1, isPositive: true)])
        ])
        shape.widths = [8, 8]
        return shape
    }

    private static let image: FloatImage = {
        var random = SplitMix64(seed: 4)
        return FloatImage(
            width: 32, height: 24,
            pixels: (0..<32 * 24).map { _ in Float(RandomDraws.unit(&random)) })
    }()

    private static func answers(_ network: Network) throws -> [FloatImage] {
        let predictor = try ImagePredictor(network, .init(shape()))
        return try #require(try predictor.run([image])["restored"])
    }

    @Test("gives the mean of the means, how far they lie from it, and a scale that holds both")
    func answers() throws {
        let members = (1...3).map { Self.shape().network(seed: UInt64($0)) }
        let each = try members.map(Self.answers)

        let together = try Self.answers(.ensemble(members))

        #expect(together.count == 3)
        for place in Self.image.pixels.indices {
            let means = each.map { $0[0].pixels[place] }
            let mean = means.reduce(0, +) / 3
            let disagreement = means.reduce(0) { $0 + abs($1 - mean) } / 3
            let scale = each.reduce(0) { $0 + $1[1].pixels[place] } / 3 + disagreement
            #expect(abs(together[0].pixels[place] - mean) < 1e-5)
            #expect(abs(together[1].pixels[place] - scale) < 1e-5)
            #expect(abs(together[2].pixels[place] - disagreement) < 1e-5)
        }
    }

    @Test("comes back from its file, and does not disagree with itself")
    func file() throws {
        let member = Self.shape().network(seed: 7)
        let ensemble = Network.ensemble([member, member])

        let back = try Network(onnx: ensemble.onnxFile())

        #expect(try Self.answers(back) == Self.answers(ensemble))
        #expect(try Self.answers(ensemble)[2].pixels.allSatisfy { $0 < 1e-6 })
    }
}
