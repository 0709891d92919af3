import Testing

@testable import Models

@Suite("Augmentation")
struct AugmentationTests {
    private let image = ImageOracles.scatter(width: 64, height: 48)

    @Test("one seed gives one sequence of variations, another seed another")
    func seeded() {
        func draws(_ seed: UInt64) -> [Variation] {
            var random = SplitMix64(seed: seed)
            return (0..<5).map { _ in Augmentation.segmentation.draw(using: &random) }
        }

        #expect(draws(1) == draws(1))
        #expect(draws(1) != draws(2))
        let variation = draws(1)[0]
        #expect(variation.apply(to: image) == variation.apply(to: image))
    }

    @Test("every turn comes up, every value lies in its range")
    func ranges() {
        var random = SplitMix64(seed: 3)
        let drawn = (0..<400).map { _ in Augmentation.segmentation.draw(using: &random) }

        #expect(Set(drawn.map(\.orientation)).count == 8)
        #expect(drawn.allSatisfy { (0.6...2).contains($0.gain) && abs($0.offset) <= 0.2 })
        #expect(drawn.allSatisfy { (0...0.05).contains($0.noise) && $0.photons == nil })
        #expect((drawn.map(\.gain).max() ?? 0) > 1.9)
    }

    @Test("labels turn with their image")
    func labelsTurn() {
        var random = SplitMix64(seed: 4)
        let labels = LabelImage(image, above: 0.5)
        for _ in 0..<20 {
            let variation = Augmentation().draw(using: &random)

            #expect(LabelImage(variation.apply(to: image), above: 0.5) == variation.turn(labels))
        }
    }

    @Test("nothing asked for, nothing changed")
    func identity() {
        var random = SplitMix64(seed: 5)
        var augmentation = Augmentation()
        augmentation.turns = false

        #expect(augmentation.draw(using: &random).apply(to: image) == image)
    }

    @Test("gain, offset and noise do what they say")
    func brightness() {
        var random = SplitMix64(seed: 6)
        var augmentation = Augmentation()
        augmentation.turns = false
        augmentation.gain = 2...2
        augmentation.offset = 3...3
        augmentation.noise = 0.5...0.5

        let varied = augmentation.draw(using: &random).apply(to: image)

        let rest = zip(varied.pixels, image.pixels).map { Double($0 - (2 * $1 + 3)) }
        let square = rest.reduce(0) { $0 + $1 * $1 } / Double(rest.count)
        #expect(abs(rest.reduce(0, +) / Double(rest.count)) < 0.05)
        #expect(abs(square.squareRoot() - 0.5) < 0.03)
    }

    @Test("fewer photons, more noise, the same mean")
    func photons() {
        var augmentation = Augmentation()
        augmentation.turns = false
        augmentation.photons = 10...10
        var random = SplitMix64(seed: 7)
        let flat = FloatImage(width: 100, height: 100, filledWith: 0.8)

        let varied = augmentation.draw(using: &random).apply(to: flat).pixels.map(Double.init)

        let mean = varied.reduce(0, +) / 10000
        let variance = varied.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10000
        #expect(abs(mean - 0.8) < 0.015)
        #expect(abs(variance - 0.08) < 0.006)
    }
}
