import Foundation
import Testing

@testable import Models

@Suite("Feature distribution")
struct FeatureDistributionTests {
    @Test(
        "distances are those of SciPy, with many tiles and with fewer than features",
        arguments: [(200, 6), (9, 20)])
    func distances(tiles: Int, count: Int) throws {
        let oracles = try TrustOracles.read()
        let oracle = tiles > count ? oracles.many : oracles.few
        let training = FeatureTable(
            featureCount: count, values: TrustSamples.features(1, tiles: tiles, count: count))
        var values = TrustSamples.features(2, tiles: 8, count: count)
        for tile in 0..<8 { values[(tile + 1) * count - 1] += Float(tile) * 0.01 }
        let fresh = FeatureTable(featureCount: count, values: values)

        let distribution = try FeatureDistribution(training: [training], heldOut: [fresh])

        for (found, expected) in zip(distribution.distances(of: fresh), oracle.distances) {
            #expect(abs(found - expected) < 1e-4 * expected)
        }
        #expect(abs(distribution.groups[0].factor.logDeterminant - oracle.logDeterminant) < 1e-4)
    }

    @Test("good frames alarm at the rate that was set; frames a spread and a half away always do")
    func alarms() throws {
        let distribution = try FeatureDistribution(
            training: Self.frames(0..<100), heldOut: Self.frames(100..<299))
        let fresh = Self.frames(300..<700).map { FeatureFinding($0, distribution) }
        let shifted = Self.frames(700..<750, shift: 1.5).map { FeatureFinding($0, distribution) }

        let rate = Double(fresh.filter(\.isAlarm).count) / Double(fresh.count)
        #expect(rate < 0.09)
        #expect(rate > 0.01)
        let missed = shifted.filter { !$0.isAlarm }
        #expect(missed.isEmpty)
        #expect(shifted[0].reason?.hasPrefix("the network has not seen such a frame") == true)
    }

    @Test("what lies between two groups is far from both, and near to one that holds both")
    func groups() throws {
        let low = Self.frames(0..<40, shift: -20)
        let high = Self.frames(40..<80, shift: 20)
        let heldOut = Self.frames(80..<90, shift: 20)
        let parted = try FeatureDistribution(
            training: low + high, heldOut: heldOut, groupCount: 2)
        let together = try FeatureDistribution(training: low + high, heldOut: heldOut)
        let between = Self.frames(90..<91)[0]

        #expect(parted.groups.count == 2)
        #expect(FeatureFinding(between, parted).meanDistance > 10)
        #expect(FeatureFinding(between, together).meanDistance < 4)
        for group in [low[0], high[0]] {
            #expect(FeatureFinding(group, parted).meanDistance < 4)
        }
    }

    @Test("how far is far is what is usual in the nearest group")
    func spreads() throws {
        let calm = Self.frames(0..<40, shift: -40)
        let lively = Self.frames(40..<80, shift: 40).map { Self.spread($0, around: 40, times: 5) }
        let heldOut = Self.frames(80..<90, shift: -40)
        let distribution = try FeatureDistribution(
            training: calm + lively, heldOut: heldOut, groupCount: 2)

        let beside = Self.frames(90..<91, shift: -34)[0]
        let asFar = Self.frames(91..<92, shift: 46)[0]

        #expect(FeatureFinding(beside, distribution).meanDistance > 8)
        #expect(FeatureFinding(asFar, distribution).meanDistance < 4)
    }

    @Test("what no axis shows counts: tiles too few for all of them")
    func rest() throws {
        // Nine tiles have eight axes.
        let training = FeatureTable(
            featureCount: 20, values: TrustSamples.features(1, tiles: 9, count: 20))
        let distribution = try FeatureDistribution(training: [training], heldOut: [training])
        #expect(distribution.axes.count == 8)
        let (_, usual) = distribution.axes.place(training.values[..<20].map(Double.init))
        var moved = training.values[..<20].map(Double.init)
        var most = usual
        for index in 0..<19 {
            var next = moved
            next[index] += 8 * distribution.axes.spreads[index]
            let rest = distribution.axes.place(next).rest
            if rest > most { (most, moved) = (rest, next) }
        }
        let before = distribution.distances(of: training)[0]

        let after = distribution.distances(
            of: FeatureTable(featureCount: 20, values: moved.map(Float.init)))[0]

        #expect(after > 2 * before)
    }

    @Test("a feature's unit does not matter")
    func units() throws {
        let scaled = { (table: FeatureTable) in
            FeatureTable(
                featureCount: 5,
                values: table.values.enumerated().map { $1 * ($0 % 5 == 2 ? 1000 : 1) })
        }
        let frames = Self.frames(0..<20)
        let plain = try FeatureDistribution(training: frames, heldOut: frames)
        let other = try FeatureDistribution(
            training: frames.map(scaled), heldOut: frames.map(scaled))

        let first = plain.distances(of: frames[0])
        let second = other.distances(of: scaled(frames[0]))

        for (left, right) in zip(first, second) { #expect(abs(left - right) < 1e-3 * left) }
    }

    @Test("a tile that is no number is infinitely far and leaves the others alone")
    func notANumber() throws {
        let frames = Self.frames(0..<20)
        let distribution = try FeatureDistribution(training: frames, heldOut: frames)
        var values = frames[0].values
        let clean = distribution.distances(of: frames[0])
        values[7] = .nan
        let table = FeatureTable(featureCount: 5, values: values)

        let found = distribution.distances(of: table)

        #expect(found[1] == .infinity)
        #expect(found[0] == clean[0])
        #expect(Array(found[2...]) == Array(clean[2...]))
        #expect(FeatureFinding(table, distribution).isAlarm)
    }

    @Test("nothing that varies, NaN, one tile and no held-out frame are refused")
    func refusals() {
        let good = Self.frames(0..<2)
        let flat = [FeatureTable(featureCount: 5, values: [Float](repeating: 2, count: 50))]
        let bad = [FeatureTable(featureCount: 5, values: [1, 2, .nan, 4, 5, 1, 2, 3, 4, 5])]
        let single = [FeatureTable(featureCount: 5, values: [1, 2, 3, 4, 5])]
        let cases: [([FeatureTable], [FeatureTable], TrustError.Reason)] = [
            (flat, good, .constant), (bad, good, .notFinite), (single, good, .tooFew),
            (good, [], .tooFew), ([], good, .tooFew), (good, bad, .notFinite),
            (good, [FeatureTable(featureCount: 1, values: [1])], .shapeMismatch),
        ]
        for (training, heldOut, reason) in cases {
            let error = #expect(throws: TrustError.self) {
                try FeatureDistribution(training: training, heldOut: heldOut)
            }
            #expect(error?.reason == reason)
        }
    }

    @Test("too few held-out frames raise the false-alarm rate that is stated")
    func statedRate() throws {
        let threshold = try AlarmThreshold(scores: [3, 1, 2], falseAlarmRate: 0.05)

        #expect(threshold.score == 3)
        #expect(threshold.falseAlarmRate == 0.25)
        #expect(threshold.isAlarm(.nan))
    }

    @Test("a file brings it back, and a broken file is refused")
    func file() throws {
        let frames = Self.frames(0..<20)
        let distribution = try FeatureDistribution(training: frames, heldOut: frames)
        let file = try JSONEncoder().encode(distribution)

        let back = try JSONDecoder().decode(FeatureDistribution.self, from: file)

        #expect(back.distances(of: frames[3]) == distribution.distances(of: frames[3]))
        let text = String(decoding: file, as: UTF8.self)
        let broken = text.replacingOccurrences(of: "\"order\":5", with: "\"order\":4")
        #expect(throws: LinearAlgebraError.self) {
            try JSONDecoder().decode(FeatureDistribution.self, from: Data(broken.utf8))
        }
        let longer = text.replacingOccurrences(of: "\"centre\":[", with: "\"centre\":[1,")
        #expect(throws: TrustError.self) {
            try JSONDecoder().decode(FeatureDistribution.self, from: Data(longer.utf8))
        }
    }

    /// The same round a shift, farther away from it.
    private static func spread(
        _ table: FeatureTable, around shift: Float, times factor: Float
    ) -> FeatureTable {
        FeatureTable(
            featureCount: table.featureCount,
            values: table.values.enumerated().map { index, value in
                let middle = shift * Float(1 + index % 5)
                return middle + factor * (value - middle)
            })
    }

    /// - Parameter shift: Of each feature, in its own spreads: 1 to 5.
    private static func frames(_ seeds: Range<UInt64>, shift: Float = 0) -> [FeatureTable] {
        seeds.map { seed in
            var random = SplitMix64(seed: seed)
            let values = (0..<80).map { index in
                (Float(RandomDraws.normals(&random).0) + shift) * Float(1 + index % 5)
            }
            return FeatureTable(featureCount: 5, values: values)
        }
    }
}
