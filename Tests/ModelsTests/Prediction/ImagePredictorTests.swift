import Testing

@testable import Models

@Suite("Prediction")
struct ImagePredictorTests {
    private static func noise(width: Int, height: Int) -> FloatImage {
        var random = SplitMix64(seed: 21)
        return FloatImage(
            width: width, height: height,
            pixels: (0..<width * height).map { _ in Float(random.next() >> 40) * 0x1p-24 })
    }

    @Test("tiles give what the whole image gives, to the last bit", arguments: [1, 2])
    func tiles(magnification: Int) throws {
        var shape = ImageNetwork(outputs: [
            .init("a", [.init(channels: 1), .init(channels: 1, isPositive: true)])
        ])
        shape.widths = [8, 16, 16]
        shape.magnification = magnification
        let network = shape.network(seed: 5)
        let image = Self.noise(width: 331, height: 259)

        let whole = try ImagePredictor(network, .init(shape), largestTile: 2048).run([image])
        let tiled = try ImagePredictor(network, .init(shape), largestTile: 160).run([image])

        #expect(whole == tiled)
        #expect(whole["a"]?.count == 2)
        #expect(whole["a"]?[1].width == 331 * magnification)
        #expect(whole["a"]?[1].pixels.allSatisfy { $0 >= 0 } == true)
    }

    @Test("the stated reach is as far as a pixel can matter")
    func reach() throws {
        var shape = ImageNetwork(outputs: [.init("a", [.init(channels: 1)])])
        shape.widths = [8, 8, 8]
        let predictor = try ImagePredictor(shape.network(seed: 2), .init(shape))
        var image = Self.noise(width: 208, height: 208)
        let before = try #require(try predictor.run([image])["a"]?.first)
        let (x, y) = (101, 98)
        image.pixels[y * 208 + x] += 100

        let after = try #require(try predictor.run([image])["a"]?.first)

        var farthest = 0
        for place in image.pixels.indices where after.pixels[place] != before.pixels[place] {
            farthest = max(farthest, abs(place % 208 - x), abs(place / 208 - y))
        }
        #expect(farthest <= shape.reach)
        #expect(farthest > shape.reach / 2)
    }

    @Test("channels that end a network come out as its plan gives them, in their order")
    func ends() throws {
        var shape = ImageNetwork(outputs: [
            .init("a", [.init(channels: 2), .init(channels: 3, isPositive: true)]),
            .init("b", [.init(channels: 1)]),
        ])
        shape.widths = [8, 16]
        let network = shape.network(seed: 4)
        let image = Self.noise(width: 32, height: 16)

        let parted = try ImagePredictor(network, .init(shape)).run([image])

        let whole = try InferencePlan(network, shapes: [.init(channels: 1, height: 16, width: 32)])(
            [image.pixels])
        for (place, (name, count)) in [("a", 5), ("b", 1)].enumerated() {
            let channels = try #require(parted[name])
            #expect(channels.count == count)
            for (channel, found) in channels.enumerated() {
                let expected = stride(from: channel, to: whole[place].count, by: count).map {
                    whole[place][$0]
                }
                #expect(found.pixels == expected, "\(name) \(channel)")
            }
        }
    }

    @Test("channels of different sizes are refused with both sizes")
    func sizes() throws {
        let shape = ImageNetwork(outputs: [.init("a", [.init(channels: 1)])])
        let predictor = try ImagePredictor(shape.network(seed: 2), .init(shape))

        let error = #expect(throws: NetworkError.self) {
            try predictor.run([
                Self.noise(width: 16, height: 16), Self.noise(width: 16, height: 8),
            ])
        }

        #expect("\(error.map(String.init(describing:)) ?? "")".contains("16 × 8"))
    }
}
