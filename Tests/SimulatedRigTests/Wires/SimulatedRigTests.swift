import Foundation
import Testing

@testable import SimulatedRig

@Suite("Simulated rig")
struct SimulatedRigTests {
    /// A short session; all bytes and truth that came of it.
    private func session(seed: UInt64) throws -> [String] {
        let bench = try RigBench(faults: ["engine:garbage@req:GET TEMP"], seed: seed)
        var log = [bench.engine("GET MODEL"), bench.stage("M X=700 Y=-300")]
        bench.prepareCamera(seconds: 0.02)
        for request in ["SET TTLENABLE 1", "SET CHINT 2 300", "SET CH 2 1", "GET TEMP"] {
            log.append(bench.engine(request) + "\(bench.now)")
        }
        for _ in 1...3 {
            bench.trigger()
            bench.wait(.seconds(30))
        }
        bench.rig.end(at: bench.now)
        log += bench.frames.map { "\($0.header.printed) \(Checksum.crc32($0.pixels))" }
        log += bench.rig.truth.exposures.map { "\($0)" }
        log += bench.rig.truth.lights.map { "\($0)" }
        return log
    }

    @Test("the same seed and the same calls give the same bytes and the same truth")
    func determinism() throws {
        let first = try session(seed: 11)

        #expect(try session(seed: 11) == first)
        #expect(try session(seed: 12) != first)
    }

    @Test("settings: what a file leaves out keeps its default")
    func settings() throws {
        let text =
            #"{"seed": 9, "mechanics": {"z": {"highestMicrometers": 99}}, "faults": ["stage:silence@3"]}"#

        let settings = try RigSettings(json: text, file: "rig.json")

        #expect(settings.seed == 9)
        #expect(settings.mechanics.z.highestMicrometers == 99)
        #expect(settings.mechanics.x == RigSettings().mechanics.x)
        #expect(settings.faults == ["stage:silence@3"])
    }

    @Test(
        "settings that cannot be are refused, by name",
        arguments: [
            (#"{"sead": 1}"#, "sead"), (#"{"camera": {"bufers": 1}}"#, "camera.bufers"),
            (#"{"seed": "x"}"#, "seed"), ("{\n\"seed\": }", "rig.json:2"), ("[]", "rig.json"),
            (#"{"mechanics": 5}"#, "mechanics"),
        ])
    func wrongSettings(text: String, word: String) {
        let error = #expect(throws: SettingsError.self) {
            try RigSettings(json: text, file: "rig.json")
        }

        #expect(error?.description.contains(word) == true)
    }

    @Test("impossible numbers are refused before the rig starts")
    func validation() {
        var settings = RigSettings()
        settings.mechanics.y.lowestMicrometers = 9000
        #expect(throws: SettingsError.self) { try SimulatedRig(settings) }

        settings = RigSettings()
        settings.faults = ["stage:nothing"]
        #expect(throws: SettingsError.self) { try SimulatedRig(settings) }
    }

    @Test("a recorded stack is served page by page, centred, and only while there is light")
    func stack() throws {
        let path = NSTemporaryDirectory() + "stack-\(UUID().uuidString).tif"
        try Data(TinyTIFF.file(width: 4, height: 2, pages: [7, 8])).write(
            to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }  // Only a temporary file.
        let bench = try RigBench {
            $0.stack = path
            $0.sensor.width = 16
            $0.sensor.height = 16
        }
        bench.prepareCamera(seconds: 0.01)
        bench.trigger()
        bench.wait(.seconds(1))
        _ = bench.stage("LED X=20")
        for _ in 1...3 {
            bench.trigger()
            bench.wait(.seconds(1))
        }

        #expect(bench.frames.map { $0.pixels[7 * 16 + 6] } == [100, 7, 8, 7])
        #expect(bench.frames.map { $0.pixels.filter { $0 != 100 }.count } == [0, 8, 8, 8])
    }

    @Test("a stack that cannot be read is refused, with the reason")
    func wrongStack() {
        var settings = RigSettings()
        settings.stack = "/nowhere.tif"

        let error = #expect(throws: SettingsError.self) { try SimulatedRig(settings) }

        #expect(error?.description.contains("/nowhere.tif") == true)
    }

    @Test("the end comes in mid-exposure: its light and its frame's light are in the truth")
    func abruptEnd() throws {
        let bench = try RigBench { $0.camera.rowMicroseconds = 10_000 }
        _ = bench.stage("LED X=50")
        bench.prepareCamera(seconds: 0.1)
        bench.trigger()
        bench.wait(.milliseconds(200))
        bench.trigger()
        bench.wait(.milliseconds(30))
        bench.rig.end(at: bench.now)

        let truth = bench.rig.truth
        #expect(truth.exposures.map(\.frame).sorted() == [1, 2])
        #expect(truth.exposures.filter(\.isAborted).map(\.frame) == [2])
        let booked = truth.exposures.flatMap(\.light).reduce(0) { $0 + $1.seconds }
        #expect(abs(booked - truth.seconds(of: "LED")) < 1e-9)
        #expect((0.13...0.14).contains(booked))
    }

    @Test("the truth file holds a line for all that happened, and an end")
    func truthFile() throws {
        let path = NSTemporaryDirectory() + "truth-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }  // Only a temporary file.
        var settings = RigSettings()
        settings.specimen.cellsPerSquareMillimeter = 2
        settings.sensor.width = 16
        settings.sensor.height = 16
        let file = try TruthFile(path: path)
        let rig = try SimulatedRig(settings) { file.write($0, at: .zero) }
        rig.receive(Array("LED X=50\rM X=99999999\r".utf8), on: .stage, at: .zero)
        for request in [#"{"request": "arm", "credit": 1}"#, #"{"request": "trigger"}"#] {
            _ = rig.cameraRequest(Array(request.utf8), at: .seconds(5))
        }
        rig.end(at: .seconds(10))
        file.flush()

        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let values = try lines.map { try JSONParser.parse(Array($0.utf8)) }
        let kinds = values.compactMap { $0["kind"]?.text }
        #expect(kinds.count == lines.count)
        #expect(kinds.first == "rig" && kinds.last == "end")
        #expect(
            Set(["cell", "light", "exposure", "motion", "stage_limit", "cell_end"])
                .isSubset(of: kinds))
        let light = try #require(values.first { $0["kind"]?.text == "light" })
        #expect(light["line"]?.text == "LED" && light["power_mw"]?.double == 0.5)
        #expect(abs((light["to"]?.double ?? 0) - (light["from"]?.double ?? 0) - 0.01) < 1e-8)
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"kind": "#) })
    }
}

/// Writes the smallest grey TIFF files: 8 bit, one strip a page.
enum TinyTIFF {
    /// A file whose pages have one grey value each.
    static func file(width: Int, height: Int, pages: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x49, 0x49, 42, 0] + word(8)
        for (index, grey) in pages.enumerated() {
            let start = bytes.count
            let entries: [(tag: Int, type: Int, value: Int)] = [
                (256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1),
                (273, 4, start + 2 + 9 * 12 + 4), (277, 3, 1), (278, 4, height),
                (279, 4, width * height),
            ]
            bytes += half(entries.count)
            for entry in entries {
                bytes += half(entry.tag) + half(entry.type) + word(1) + word(entry.value)
            }
            let next = start + 2 + 9 * 12 + 4 + width * height
            bytes += word(index + 1 < pages.count ? next : 0)
            bytes += Array(repeating: grey, count: width * height)
        }
        return bytes
    }

    private static func half(_ value: Int) -> [UInt8] {
        [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
    }

    private static func word(_ value: Int) -> [UInt8] { half(value & 0xFFFF) + half(value >> 16) }
}
