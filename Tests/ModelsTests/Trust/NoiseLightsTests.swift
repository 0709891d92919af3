import Foundation
import Testing

@testable import Models

@Suite("Noise consistency by light")
struct NoiseLightsTests {
    private static let tileCount = 4

    /// Tiles of a frame by a network whose brightness is off by some three percent, another amount
    /// in each frame: lost in the noise of dim frames, plain in bright ones.
    private static func frame(
        peak: Double, seed: UInt64, gone: Bool = false
    ) throws -> (signal: Double, tiles: [NoiseTile]) {
        let truth = TrustSamples.truth(tiles: tileCount, peak: peak)
        let raw = TrustSamples.raw(truth, seed: seed)
        var random = SplitMix64(seed: seed &* 77)
        let error = Float(1 + 0.03 * RandomDraws.normals(&random).0)
        let shown = gone ? TrustSamples.truth(tiles: tileCount, peak: 0) : truth
        let tester = NoiseConsistency()
        try tester.measure(
            raw: raw, restored: shown.multiplied(by: error), calibration: TrustSamples.camera)
        return (try InputMeter().measure(raw).signalElectrons, tester.tiles)
    }

    /// Each light twice as strong as the one before, from 4 electrons to 500.
    private static func frames(_ count: Int, seed: UInt64) throws -> [(
        signal: Double, tiles: [NoiseTile]
    )] {
        try (0..<count).map { index in
            try frame(peak: 4 * pow(2, Double(index % 8)), seed: seed + UInt64(index))
        }
    }

    @Test("one good frame in twenty is flagged, dim or bright; one threshold flags bright ones")
    func rates() throws {
        let clean = try Self.frames(640, seed: 1)
        let lights = try #require(try NoiseLights(clean))
        let one = try NoiseConsistency.Threshold(cleanTiles: Array(clean.map(\.tiles).joined()))

        for peak in [4, 32, 500.0] {
            let fresh = try (0..<100).map { try Self.frame(peak: peak, seed: 9000 + UInt64($0)) }
            let flagged = try fresh.count { frame in
                let group = try #require(lights.group(signal: frame.signal))
                return NoiseFinding(
                    frame.tiles, group.threshold, frameAlarm: group.frameAlarm
                ).isAlarm
            }
            #expect(flagged <= 12, "\(flagged) of 100 at \(peak) electrons")
            let byOne = fresh.count { NoiseFinding($0.tiles, one).isAlarm }
            if peak == 500 { #expect(byOne > 18, "\(byOne)") }
        }
        #expect(lights.groups.count == 8)
    }

    @Test("a frame whose structures are gone is flagged, dim or bright", arguments: [16.0, 500])
    func power(peak: Double) throws {
        let lights = try #require(try NoiseLights(try Self.frames(320, seed: 2000)))

        for seed in 1...10 as ClosedRange<UInt64> {
            let frame = try Self.frame(peak: peak, seed: 8000 + seed, gone: true)
            let group = try #require(lights.group(signal: frame.signal))
            #expect(
                NoiseFinding(frame.tiles, group.threshold, frameAlarm: group.frameAlarm).isAlarm)
        }
    }

    @Test("few frames make no groups, and one more than the largest signal belongs to the last")
    func groups() throws {
        #expect(try NoiseLights(try Self.frames(79, seed: 1)) == nil)
        let lights = try #require(try NoiseLights(try Self.frames(80, seed: 1)))
        #expect(lights.groups.count == 2)
        #expect(lights.group(signal: 1e9) == lights.groups[1])
        #expect(lights.group(signal: -1) == lights.groups[0])
    }

    @Test("a bad pixel in each tile does not make the noise too strong")
    func badPixels() throws {
        let truth = TrustSamples.truth(tiles: 8, peak: 20)
        let tester = NoiseConsistency()
        var (alarms, count) = (0, 0)
        for seed in 1...10 as ClosedRange<UInt64> {
            var raw = TrustSamples.raw(truth, seed: seed)
            for tile in 0..<64 { raw[tile % 8 * 32 + 5, tile / 8 * 32 + 9] += 400 }
            try tester.measure(raw: raw, restored: truth, calibration: TrustSamples.camera)
            alarms += tester.tiles.count { NoiseConsistency.Threshold.whiteNoise().isAlarm($0) }
            count += tester.tiles.count
        }
        #expect(Double(alarms) / Double(count) < 0.08)
    }
}
