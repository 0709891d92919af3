import Testing

@testable import Models

@Suite("Percentiles")
struct PercentilesTests {
    /// What sorting gives, by NumPy's rule.
    private static func sorted(_ values: [Float], _ percent: Double) -> Float {
        let order = values.sorted()
        let place = percent / 100 * Double(order.count - 1)
        let rank = Int(place)
        let next = order[min(rank + 1, order.count - 1)]
        return Float(
            Double(order[rank]) + (place - Double(rank)) * (Double(next) - Double(order[rank])))
    }

    private static let percents = [0, 0.1, 2, 31.7, 50, 99.8, 99.999, 100]

    @Test(
        "are those of the sorted values, counted, selected or shared out among threads",
        arguments: [100, 1 << 14, 1 << 15, 1 << 18])
    func agree(count: Int) {
        var random = Noise(seed: UInt64(count))
        let grey = (0..<count).map { _ in Float(Int(1500 + 900 * random.number())) }
        let ends = grey.dropLast(2) + [0, 65535]
        let half = grey.map { $0 + 0.5 }
        let negative = grey.dropLast() + [-1]
        let large = grey.dropLast() + [65536]
        let few = (0..<count).map { Float($0 % 3) }
        let signed = grey.map { ($0 - 1500) / 7 }
        let tight = grey.map { 1 + $0 * Float.ulpOfOne }
        let endless = [-Float.infinity] + signed.dropFirst(2) + [.infinity]
        #expect(Percentiles.of(endless, at: [50]) == [Self.sorted(endless, 50)])
        let all = [grey, Array(ends), half, Array(negative), Array(large), few, signed, tight]
        for values in all {
            let found = Percentiles.of(values, at: Self.percents)

            #expect(found == Self.percents.map { Self.sorted(values, $0) })
        }
    }

    @Test("some pixels of a large image stand for all of them", arguments: [200, 512, 2048])
    func sparse(width: Int) {
        var image = FloatImage(width: width, height: 256)
        for place in image.pixels.indices { image.pixels[place] = Float(place % width) }

        let some = image.sparse

        #expect(min(40_000, image.pixels.count) <= some.pixels.count)
        #expect(some.pixels.count < 100_000)
        #expect(Set(some.pixels).count == width)
    }

    @Test("a constant image has one value everywhere")
    func constant() {
        let values = [Float](repeating: 7, count: 1 << 14)
        #expect(Percentiles.of(values, at: Self.percents).allSatisfy { $0 == 7 })
    }
}
