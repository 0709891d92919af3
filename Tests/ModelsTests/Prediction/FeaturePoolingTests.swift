import Testing

@testable import Models

@Suite("Features of a network")
struct FeaturePoolingTests {
    /// Four quarters of one brightness each.
    private static let quarters: FloatImage = {
        var image = FloatImage(width: 768, height: 768, filledWith: 0)
        for place in image.pixels.indices {
            image.pixels[place] = Float(2 * (place / 768 / 384) + place % 768 / 384)
        }
        return image
    }()

    private static func predictor(
        largestTile: Int = 2048,
        _ build: (inout NetworkBuilder, NetworkBuilder.Value) -> NetworkBuilder.Value
    ) throws -> ImagePredictor {
        var builder = NetworkBuilder(random: SplitMix64(seed: 2))
        let input = builder.input("image", channels: 1)
        let network = builder.network([("result", build(&builder, input))])
        return try ImagePredictor(
            network, .init(multiple: 8, reach: 8), largestTile: largestTile, poolsFeatures: true)
    }

    @Test("are means and spreads of coarse and fine values over the tiles of a frame")
    func means() throws {
        let predictor = try Self.predictor {
            let small = $0.apply(.meanPooling(.blocks(8)), to: [$1])
            return $0.apply(.resize(.nearest, factor: 8), to: [small])
        }

        _ = try predictor.run([Self.quarters])

        // Coarse mean, coarse spread, fine mean, fine spread; flat tiles have none.
        let features = try #require(predictor.features)
        #expect(features.featureCount == 4)
        #expect(features.tileCount == 4)
        for tile in 0..<4 {
            let values = Array(features.values[4 * tile..<4 * tile + 4])
            #expect(abs(values[0] - Float(tile)) < 1e-4)
            #expect(abs(values[2] - Float(tile)) < 1e-4)
            #expect(values[1] < -5 && values[3] < -5)
        }
    }

    @Test("a spread is told by its logarithm")
    func spread() throws {
        let predictor = try Self.predictor {
            let small = $0.apply(.meanPooling(.blocks(8)), to: [$1])
            return $0.apply(.resize(.nearest, factor: 8), to: [small])
        }
        var image = FloatImage(width: 384, height: 384, filledWith: 1)
        for place in image.pixels.indices where place % 2 == 1 { image.pixels[place] = 5 }

        _ = try predictor.run([image])

        let features = try #require(predictor.features)
        #expect(features.tileCount == 1)
        // Pixels of 1 and 5 in turn have a spread of 2; blocks of them have none.
        #expect(abs(features.values[3] - 0.6931) < 1e-3)
        #expect(features.values[1] < -5)
    }

    @Test("channels of a wide network that lie side by side count as one")
    func wide() throws {
        let shape = TensorShape(channels: 200, height: 4, width: 4)
        let numbers = (0..<shape.count).map { Float($0 % 200) / 200 }

        let table = numbers.withUnsafeBufferPointer {
            FeaturePooling.table($0, shape, factor: 96, most: 96)
        }

        // Three each, and two that are left.
        #expect(table.featureCount == 2 * 67)
        #expect(table.tileCount == 1)
        #expect(abs(table.values[0] - 0.005) < 1e-5 && abs(table.values[65] - 0.98) < 1e-5)
        #expect(abs(table.values[66] - 0.9925) < 1e-5)
        #expect(table.values[67...].allSatisfy { $0 < -5 })
    }

    @Test("come from every tile of a large frame, and are those of the last one alone")
    func tiles() throws {
        let predictor = try Self.predictor(largestTile: 400) {
            let small = $0.apply(.meanPooling(.blocks(8)), to: [$1])
            return $0.apply(.resize(.nearest, factor: 8), to: [small])
        }

        for _ in 0..<2 { _ = try predictor.run([Self.quarters]) }

        let features = try #require(predictor.features)
        #expect(features.tileCount == 4)
        // The tiles overlap a little.
        for tile in 0..<4 { #expect(abs(features.values[4 * tile] - Float(tile)) < 0.5) }
    }

    @Test("do not change what a network answers", arguments: [false, true])
    func answers(startsFromInput: Bool) throws {
        var shape = ImageNetwork(outputs: [.init("a", [.init(channels: 1)])])
        shape.widths = [8, 16, 16]
        shape.startsFromInput = startsFromInput
        let network = shape.network(seed: 5)
        let with = try ImagePredictor(network, .init(shape), poolsFeatures: true)
        let without = try ImagePredictor(network, .init(shape))

        let answers = try (with.run([Self.quarters]), without.run([Self.quarters]))

        #expect(answers.0 == answers.1)
        #expect(with.features?.featureCount == 2 * (16 + 8 + 8))
        #expect(without.features == nil)
    }

    @Test("are none where no image becomes smaller")
    func none() throws {
        let predictor = try Self.predictor { $0.convolution($1, channels: 2) }

        _ = try predictor.run([Self.quarters])

        #expect(predictor.features == nil)
    }
}
