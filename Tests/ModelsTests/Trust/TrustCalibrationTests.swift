import Foundation
import Testing

@testable import Models

@Suite("Trust calibration")
struct TrustCalibrationTests {
    private static let truth = TrustSamples.truth(tiles: 4)

    @Test("a package's files keep it to six digits, as a folder and as an archive")
    func packages() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = try Self.calibration()
        var package = try PackageSample.package()
        #expect(try package.trustCalibration() == nil)
        try package.setTrustCalibration(made)

        try package.write(folder: folder.appending(path: "plain").path)
        try package.write(zip: folder.appending(path: "packed.zip").path)

        for name in ["plain", "packed.zip"] {
            let read = try ModelPackage.read(folder.appending(path: name).path)
            let back = try #require(try read.trustCalibration())
            #expect(try back.text() == made.text())
            #expect(back.conformal?.imageCount == made.conformal?.imageCount)
            let found = try #require(back.noise?.alarm.score)
            let expected = try #require(made.noise?.alarm.score)
            #expect(abs(found - expected) <= 1e-6)
        }
    }

    @Test("as many features as are pooled at most fit a package; too many are refused")
    func size() throws {
        let most = try Self.calibration(features: 320, groupCount: 12)
        let text = try most.text()
        #expect(text.utf8.count < 700_000)
        #expect(try TrustCalibration(text: text).features?.featureCount == 320)
        let tooMany = try Self.calibration(features: 1600)
        let error = #expect(throws: TrustError.self) { try tooMany.text() }
        #expect(error?.description.contains("with 1600 features") == true)
    }

    @Test(
        "hostile texts are refused with the part that is wrong",
        arguments: [
            ("\"version\":2", "\"version\":3", "version 3"),
            ("\"imageCount\":8", "\"imageCount\":0", "number of calibration images"),
            ("\"coverage\":0.5", "\"coverage\":1.5", "a coverage"),
            (",0],\"spreads\":[", ",0],\"spreads\":[-", "a noise test's spread"),
            ("\"spreads\":[", "\"spreads\":[-", "5 axes of 5 features"),
            ("\"variances\":[", "\"variances\":[2,", "6 axes of 5 features"),
            ("\"falseAlarmRate\":0.", "\"falseAlarmRate\":7.", "rate"),
            ("\"largestSignal\":", "\"largestSignals\":", "largestSignal"),
            ("\"groups\":[{\"frame", "\"groups\":[],\"rest\":[{\"frame", "noise test's lights"),
            ("\"frameCount\":3", "\"frameCount\":-3", "number of training frames"),
            ("\"order\":5", "\"order\":9000000000", "order 9000000000"),
            ("\"input\"", "\"output\"", "\"input\" is missing"),
            ("\"confidence\":0.9", "\"confidence\":1e999", "JSON"),
            ("{", "[", "JSON"),
        ])
    func hostile(part: String, replacement: String, words: String) throws {
        let text = try Self.calibration().text()
        let start = try #require(text.range(of: part))
        let broken = text.replacingCharacters(in: start, with: replacement)
        let error = #expect(throws: TrustError.self) { try TrustCalibration(text: broken) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("a text that is too long is refused before it is read")
    func long() {
        let text = String(repeating: " ", count: 1_000_001)
        #expect(throws: TrustError.self) { try TrustCalibration(text: text) }
    }

    @Test("a good frame passes; a gone structure, strange features, no scale and NaN are flagged")
    func frames() throws {
        let trust = FrameTrust(try Self.calibration())
        let raw = TrustSamples.raw(Self.truth, seed: 103)
        let flat = FloatImage(width: 128, height: 128, filledWith: 5)
        var spoilt = raw
        spoilt[3, 3] = .nan
        var noScale = flat
        noScale[1, 1] = 0
        let usual = Self.table(5, seed: 77)
        let strange = FeatureTable(featureCount: 5, values: usual.values.map { $0 + 9 })
        func assess(
            _ raw: FloatImage, _ restored: FloatImage, _ scale: FloatImage, _ table: FeatureTable
        ) throws -> TrustReport {
            try trust.assess(
                raw: raw, restored: restored, scale: scale, features: table,
                calibration: TrustSamples.camera, pixelMicrometers: 0.325,
                saturationElectrons: 1000)
        }

        let good = try assess(raw, Self.truth, flat, usual)
        #expect(good.verdict == .pass)
        let width = try #require(good.interval?.meanHalfWidth)
        let factor = try #require(trust.calibration.conformal?.factor(coverage: 0.9)?.value)
        #expect(abs(width - 5 * factor) < 1e-6)
        #expect(try assess(raw, flat, flat, usual).noise?.isAlarm == true)
        #expect(try assess(raw, Self.truth, flat, strange).features?.isAlarm == true)
        #expect(try assess(raw, Self.truth, noScale, usual).interval?.badPixelCount == 1)
        #expect(
            try assess(spoilt, Self.truth, flat, usual).inputReasons
                == ["the raw frame holds pixels that are no numbers"])
        #expect(throws: TrustError.self) {
            try assess(raw, Self.truth, flat, Self.table(4, seed: 1))
        }
    }

    private static func calibration(
        features count: Int = 5, groupCount: Int = 1
    ) throws -> TrustCalibration {
        let tester = NoiseConsistency()
        let meter = InputMeter()
        var conformal = ConformalCalibration()
        var inputs: [InputStatistics] = []
        var tiles: [NoiseTile] = []
        let scale = FloatImage(width: 128, height: 128, filledWith: 3)
        for seed in UInt64(200)..<208 {
            let raw = TrustSamples.raw(truth, seed: seed)
            try tester.measure(raw: raw, restored: truth, calibration: TrustSamples.camera)
            tiles += tester.tiles
            try conformal.add(mean: raw, scale: scale, truth: truth)
            guard seed < 203 else { continue }
            inputs.append(
                try meter.measure(raw, saturationElectrons: 1000, pixelMicrometers: 0.325))
        }
        let tables = (0..<30).map { table(count, seed: UInt64($0)) }
        return TrustCalibration(
            input: try InputRange(training: inputs), conformal: try conformal.scale(),
            noise: try NoiseConsistency.Threshold(cleanTiles: tiles),
            noiseLights: try NoiseLights(
                (0..<80).map { index in
                    (Double(index), (0..<16).map { tiles[(index * 7 + $0 * 11) % tiles.count] })
                }),
            features: try FeatureDistribution(
                training: Array(tables[..<10]), heldOut: Array(tables[10...]),
                groupCount: groupCount))
    }

    private static func table(_ count: Int, seed: UInt64) -> FeatureTable {
        var random = SplitMix64(seed: seed)
        let values = (0..<64 * count).map { _ in Float(RandomDraws.normals(&random).0) }
        return FeatureTable(featureCount: count, values: values)
    }
}
