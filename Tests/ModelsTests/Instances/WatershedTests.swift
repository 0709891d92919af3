import Testing

@testable import Models

@Suite("Watershed and splitting")
struct WatershedTests {
    private let landscape = ImageOracles.landscape()

    private var everywhere: LabelImage {
        LabelImage(FloatImage(width: landscape.width, height: landscape.height), above: -1)
    }

    private var seeds: LabelImage {
        var seeds = LabelImage(width: landscape.width, height: landscape.height)
        seeds[2, 2] = 1
        seeds[15, 3] = 2
        seeds[9, 10] = 3
        return seeds
    }

    @Test("floods are scikit-image's")
    func oracle() throws {
        let oracle = try ImageOracles.read().masks

        let four = Watershed.flood(landscape, seeds: seeds, mask: everywhere)
        let eight = Watershed.flood(landscape, seeds: seeds, mask: everywhere, neighbours: .eight)

        #expect(four.labels == oracle.watershedFour)
        #expect(eight.labels == oracle.watershedEight)
    }

    @Test("a flood stays inside the mask and cannot jump")
    func mask() {
        let mask = LabelImage(width: 5, height: 1, labels: [1, 1, 0, 1, 1])
        let seed = LabelImage(width: 5, height: 1, labels: [6, 0, 8, 0, 0])

        let flooded = Watershed.flood(
            FloatImage(width: 5, height: 1), seeds: seed, mask: mask)

        #expect(flooded.labels == [6, 6, 0, 0, 0])
    }

    @Test("on a plain, floods meet half way")
    func plain() {
        let seed = LabelImage(width: 6, height: 1, labels: [1, 0, 0, 0, 0, 2])
        let mask = LabelImage(width: 6, height: 1, labels: [1, 1, 1, 1, 1, 1])

        let flooded = Watershed.flood(FloatImage(width: 6, height: 1), seeds: seed, mask: mask)

        #expect(flooded.labels == [1, 1, 1, 2, 2, 2])
    }

    @Test("peaks are scikit-image's h-maxima")
    func peaks() throws {
        let oracle = try ImageOracles.read().masks.maxima

        let peaks = PeakSeeds.find(in: landscape, height: 20000)

        #expect(peaks.labels.map { $0 == 0 ? 0 : 1 } == oracle)
    }

    @Test("two discs that overlap are parted at the waist, one disc is not")
    func split() {
        var pair = LabelImage(width: 70, height: 40)
        LabelSamples.draw(1, cx: 23, cy: 20, a: 12, b: 12, into: &pair)
        LabelSamples.draw(2, cx: 43, cy: 20, a: 12, b: 12, into: &pair)
        var single = LabelImage(width: 70, height: 40)
        LabelSamples.draw(1, cx: 30, cy: 20, a: 22, b: 13, into: &single)

        let parts = DistanceSplitting().split(pair)
        let whole = DistanceSplitting().split(single)

        #expect(parts.largestLabel == 2)
        #expect(LabelSamples.overlaps(of: pair, with: parts).allSatisfy { $0 > 0.9 })
        #expect(whole.labels == single.labels)
    }

    @Test("parting loses no pixel", arguments: 0..<8)
    func keepsPixels(seed: UInt64) {
        let mask = LabelSamples.random(width: 60, height: 50, count: 1, seed: seed)

        let parts = DistanceSplitting().split(mask)

        #expect(parts.labels.map { $0 == 0 ? 0 : 1 } == mask.labels)
    }
}
