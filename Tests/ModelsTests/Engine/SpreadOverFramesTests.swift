import Testing

@testable import Models

@Suite("A network of one frame, begun with by one of several")
struct SpreadOverFramesTests {
    private func shape(frames: Int, widths: [Int] = [8, 16]) -> ImageNetwork {
        var shape = ImageNetwork(outputs: [.init("image", [.init(channels: 2)])])
        shape.inputChannels = frames
        shape.widths = widths
        return shape
    }

    @Test("sees the mean of the frames as it did one")
    func mean() throws {
        let given = shape(frames: 1).network(seed: 3)
        var network = shape(frames: 3).network(seed: 4)
        network.set(try #require(network.values(spreading: given, over: 3)))
        var random = Noise(seed: 2)
        let frames = (0..<3).map { _ in
            FloatImage(width: 16, height: 8, pixels: (0..<128).map { _ in random.number() })
        }
        let mean = FloatImage(
            width: 16, height: 8,
            pixels: (0..<128).map { place in frames.map { $0.pixels[place] }.reduce(0, +) / 3 })

        let alone = try ImagePredictor(given, .init(shape(frames: 1))).run([mean])
        let together = try ImagePredictor(network, .init(shape(frames: 3))).run(frames)

        for channel in 0..<2 {
            let (one, all) = (
                try #require(alone["image"]?[channel]), try #require(together["image"]?[channel])
            )
            let worst = zip(one.pixels, all.pixels).map { abs($0 - $1) }.max() ?? 1
            #expect(worst < 1e-5)
            #expect(Set(one.pixels).count > 64)
        }
    }

    @Test("one of another build is not taken")
    func otherBuild() {
        let network = shape(frames: 3).network(seed: 4)
        #expect(
            network.values(spreading: shape(frames: 1, widths: [8, 8]).network(seed: 1), over: 3)
                == nil)
        #expect(network.values(spreading: shape(frames: 2).network(seed: 1), over: 3) == nil)
    }
}
