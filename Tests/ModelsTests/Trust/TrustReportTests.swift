import Foundation
import Testing

@testable import Models

@Suite("Trust report")
struct TrustReportTests {
    private static let truth = TrustSamples.truth(tiles: 4)

    @Test("an audit passes a noisy copy at another scale and flags a wrong and a blank image")
    func audit() throws {
        let noisy = TrustSamples.raw(Self.truth, seed: 1)
        let blurred = GaussianFilter(sigma: 1).apply(to: noisy)
        let scaled = FloatImage(
            width: 128, height: 128, pixels: blurred.pixels.map { 3 * $0 + 40 })
        let shifted = FloatImage(
            width: 128, height: 128,
            pixels: (0..<128 * 128).map { Self.truth[($0 + 16) % 128, $0 / 128] })
        let blank = FloatImage(width: 128, height: 128, filledWith: 5)

        let audit = try ReferenceAudit([
            ("nuclei", scaled, Self.truth), ("membrane", shifted, Self.truth),
            ("organelle", Self.truth, blank),
        ])

        let structures = audit.structures
        #expect(structures[0].reason == nil)
        #expect(structures[0].correlation > 0.95)
        #expect((structures[0].alignedError ?? 1) < 0.1)
        #expect(structures[0].resolutionScaledCorrelation >= structures[0].correlation)
        #expect(structures[1].reason?.hasPrefix("membrane: r is -0.") == true)
        #expect(structures[2].reason == "organelle: the reference is blank; take it again")
        #expect(audit.isAlarm)
        #expect(throws: TrustError.self) { try ReferenceAudit([]) }
        let small = FloatImage(width: 3, height: 3)
        #expect(throws: MetricError.self) {
            try ReferenceAudit([("nuclei", small, Self.truth)])
        }
    }

    @Test("of a thousand good frames at most one in twenty is flagged, with few clean tiles too")
    func rateOfFrames() throws {
        let tester = NoiseConsistency()
        func tiles(_ seed: UInt64) throws -> [NoiseTile] {
            let raw = TrustSamples.raw(Self.truth, seed: seed)
            try tester.measure(raw: raw, restored: Self.truth, calibration: TrustSamples.camera)
            return tester.tiles
        }
        let frames = try (1...1000).map(tiles)
        func flagged(_ threshold: NoiseConsistency.Threshold, _ frames: some Sequence<[NoiseTile]>)
            -> Int
        {
            frames.reduce(0) { $0 + (NoiseFinding($1, threshold).isAlarm ? 1 : 0) }
        }
        #expect((20...65).contains(flagged(.whiteNoise(), frames)))

        // Over many thresholds, each from seven frames' tiles, and a large frame of 160 tiles.
        var count = 0
        for start in stride(from: 0, to: 1000, by: 20) {
            let threshold = try NoiseConsistency.Threshold(
                cleanTiles: Array(frames[start..<start + 7].joined()))
            let large = Array(frames[start + 7..<start + 17].joined())
            count += flagged(threshold, [large])
        }
        #expect(count <= 6)
    }

    @Test("a good frame passes, a report flags with every reason, and a small file brings it back")
    func verdicts() throws {
        // One good frame in twenty is flagged, and that of seed 2 is: see the rate below.
        let raw = TrustSamples.raw(Self.truth, seed: 3)
        let input = try InputMeter().measure(raw, saturationElectrons: 1000)
        let range = try InputRange(training: [input])
        let tester = NoiseConsistency()
        var report = TrustReport(input: input, range: range)
        try tester.measure(raw: raw, restored: Self.truth, calibration: TrustSamples.camera)
        report.noise = NoiseFinding(tester.tiles, .whiteNoise())
        #expect(report.verdict == .pass)

        let flat = FloatImage(width: 128, height: 128, filledWith: 3)
        try tester.measure(raw: raw, restored: flat, calibration: TrustSamples.camera)
        report.noise = NoiseFinding(tester.tiles, .whiteNoise())
        report.audit = try ReferenceAudit([("nuclei", flat, Self.truth)])
        var ensemble = EnsembleDisagreement()
        try ensemble.measure(means: [flat, Self.truth], scales: [flat, flat])
        let alarm = try AlarmThreshold(scores: [0.01], falseAlarmRate: 0.05)
        report.disagreement = DisagreementFinding(ensemble, alarm)

        guard case .flag(let reasons) = report.verdict else {
            Issue.record("a report with alarms passes")
            return
        }
        #expect(reasons.count == 3)
        #expect(reasons[0].hasPrefix("nuclei: r is 0 against"))
        #expect(reasons[1].hasPrefix("16 of 16 tiles do not fit the raw frame"))
        let file = try JSONEncoder().encode(report)
        #expect(file.count < 2000)
        #expect(try JSONDecoder().decode(TrustReport.self, from: file) == report)
    }
}
