import Testing

@testable import Models

@Suite("Noise consistency")
struct NoiseConsistencyTests {
    private static let camera = TrustSamples.camera
    private static let edge = 12

    @Test("right restorations alarm in one tile of twenty, without calibration and with")
    func falseAlarms() throws {
        let truth = TrustSamples.truth(tiles: Self.edge)
        let clean = try Self.tiles(of: truth, restored: { _ in truth }, seeds: 1...10)
        let fresh = try Self.tiles(of: truth, restored: { _ in truth }, seeds: 11...20)
        let fitted = try NoiseConsistency.Threshold(cleanTiles: clean)

        #expect((0.03...0.07).contains(Self.rate(fresh, .whiteNoise())))
        #expect((0.03...0.07).contains(Self.rate(fresh, fitted)))
    }

    @Test("very little light alarms no more often than much", arguments: [0.3, 5, 300])
    func everyLight(peak: Double) throws {
        let truth = TrustSamples.truth(tiles: Self.edge, peak: peak)
        let tiles = try Self.tiles(of: truth, restored: { _ in truth }, seeds: 21...30)

        #expect((0.03...0.07).contains(Self.rate(tiles, .whiteNoise())))
    }

    @Test("a network that lets some noise through alarms no more often once it is calibrated")
    func leakyNetwork() throws {
        let truth = TrustSamples.truth(tiles: Self.edge)
        func restored(_ raw: FloatImage) -> FloatImage {
            var image = GaussianFilter(sigma: 1.5).apply(to: raw)
            for index in image.pixels.indices {
                image.pixels[index] = 0.7 * truth.pixels[index] + 0.3 * image.pixels[index]
            }
            return image
        }
        let clean = try Self.tiles(of: truth, restored: restored, seeds: 1...10)
        let fresh = try Self.tiles(of: truth, restored: restored, seeds: 11...20)
        let fitted = try NoiseConsistency.Threshold(cleanTiles: clean)

        #expect(Self.rate(fresh, .whiteNoise()) > 0.07)
        #expect((0.03...0.07).contains(Self.rate(fresh, fitted)))
    }

    @Test("four of five tiles alarm where a structure is gone, invented or smoothed")
    func power() throws {
        let truth = TrustSamples.truth(tiles: Self.edge, peak: 20)
        let even = Set(stride(from: 0, to: Self.edge * Self.edge, by: 2))
        let gone = TrustSamples.truth(tiles: Self.edge, peak: 20, without: even)
        let smooth = GaussianFilter(sigma: 4).apply(to: truth)
        let fitted = try NoiseConsistency.Threshold(
            cleanTiles: try Self.tiles(of: truth, restored: { _ in truth }, seeds: 1...10))

        let removed = try Self.tiles(of: truth, restored: { _ in gone }, seeds: 31...32)
        let invented = try Self.tiles(of: gone, restored: { _ in truth }, seeds: 33...34)
        let smoothed = try Self.tiles(of: truth, restored: { _ in smooth }, seeds: 35...36)

        for tiles in [removed, invented] {
            let changed = tiles.enumerated().filter { even.contains($0.offset % 144) }
            #expect(Self.rate(changed.map(\.element), fitted) >= 0.8)
            let kept = tiles.enumerated().filter { !even.contains($0.offset % 144) }
            #expect(Self.rate(kept.map(\.element), fitted) <= 0.08)
        }
        #expect(Self.rate(smoothed, fitted) >= 0.8)
    }

    @Test("noise that is correlated along rows fails the test of neighbours in rows first")
    func correlatedNoise() throws {
        let truth = TrustSamples.truth(tiles: Self.edge, peak: 0)
        let raw = TrustSamples.raw(truth, seed: 5, rowCorrelation: 0.6)
        let tester = NoiseConsistency()

        try tester.measure(raw: raw, restored: truth, calibration: Self.camera)

        let finding = NoiseFinding(tester.tiles, .whiteNoise())
        #expect(finding.isAlarm)
        #expect(finding.worstTest == .acrossNeighbours)
        #expect(finding.reason?.hasSuffix("what was taken away is smooth along rows") == true)
    }

    @Test("a whole good frame passes; a raw frame passed off as restored does not")
    func wholeFrames() throws {
        let truth = TrustSamples.truth(tiles: Self.edge)
        let raw = TrustSamples.raw(truth, seed: 6)
        let tester = NoiseConsistency()

        try tester.measure(raw: raw, restored: truth, calibration: Self.camera)
        let good = NoiseFinding(tester.tiles, .whiteNoise())
        try tester.measure(raw: raw, restored: raw, calibration: Self.camera)
        let copy = NoiseFinding(tester.tiles, .whiteNoise())

        #expect(good.reason == nil)
        #expect(copy.alarmCount == copy.tileCount)
    }

    @Test("frames that no tile divides are covered to the last pixel, and NaN alarms")
    func bordersAndNaN() throws {
        var restored = FloatImage(width: 70, height: 33, filledWith: 10)
        let raw = TrustSamples.raw(restored, seed: 7)
        restored[69, 32] = .nan
        let tester = NoiseConsistency()

        try tester.measure(raw: raw, restored: restored, calibration: Self.camera)

        #expect(tester.tiles.map(\.x) == [0, 32, 38, 0, 32, 38])
        #expect(tester.tiles.map(\.y) == [0, 0, 0, 1, 1, 1])
        #expect(NoiseConsistency.Threshold.whiteNoise().isAlarm(tester.tiles[5]))
        #expect(!NoiseConsistency.Threshold.whiteNoise().isAlarm(tester.tiles[0]))
        let small = FloatImage(width: 31, height: 40)
        #expect(throws: TrustError.self) {
            try tester.measure(raw: small, restored: small, calibration: Self.camera)
        }
    }

    private static func tiles(
        of truth: FloatImage, restored: (FloatImage) -> FloatImage,
        seeds: ClosedRange<UInt64>
    ) throws -> [NoiseTile] {
        let tester = NoiseConsistency()
        return try seeds.flatMap { seed in
            let raw = TrustSamples.raw(truth, seed: seed)
            try tester.measure(raw: raw, restored: restored(raw), calibration: camera)
            return tester.tiles
        }
    }

    private static func rate(
        _ tiles: [NoiseTile], _ threshold: NoiseConsistency.Threshold
    ) -> Double {
        let alarms = tiles.filter(threshold.isAlarm).count
        return Double(alarms) / Double(tiles.count)
    }
}
