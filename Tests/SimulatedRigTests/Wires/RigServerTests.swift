import Foundation
import Glibc
import Testing

@testable import SimulatedRig

@Suite("tarsier-rig", .timeLimit(.minutes(2)))
struct RigServerTests {
    @Test(
        "talks on its ports and sockets, then ends cleanly with its links gone",
        arguments: [
            SIGTERM, SIGINT,
        ])
    func wholeWay(signal: Int32) throws {
        let rig = try RigProcess()
        let stage = try rig.open("stage")
        let engine = try rig.open("engine")
        defer {
            close(stage)
            close(engine)
        }
        #expect(rig.ask("/\r", on: stage) == "N\r\n")
        #expect(rig.ask("LED X=50\r", on: stage) == ":A \r\n")
        #expect(rig.ask("\n", on: engine) == "E  UNKNOWNCMD\r\n")
        #expect(rig.ask("GET NUMCH\n", on: engine) == "A NUMCH 8\r\n")

        try rig.connectCamera()
        _ = rig.request(#"{"request": "configure", "exposure_s": 0.05}"#)
        #expect(
            rig.request(#"{"request": "arm", "credit": 2}"#) == #"{"ok": true, "next_frame": 1}"#)
        #expect(rig.request(#"{"request": "trigger"}"#) == #"{"ok": true, "frame": 1}"#)
        let exposed = rig.message()
        #expect(
            exposed.map { String(decoding: $0, as: UTF8.self) } == [
                #"{"type": "exposed", "frame": 1}"#
            ])
        let frame = rig.message()
        #expect(frame.count == 2)
        let header = try JSONParser.parse(frame.first ?? [])
        #expect(frame.last?.count == 64 * 64 * 2)
        let checksum = (frame.last ?? []).withUnsafeBytes { Checksum.crc32($0) }
        #expect(header["crc32"]?.int == Int(checksum))

        #expect(rig.end(with: signal) == 0)
        #expect(!FileManager.default.fileExists(atPath: rig.folder + "/stage"))
        let truth = try String(contentsOfFile: rig.truthPath, encoding: .utf8)
        #expect(truth.contains(#"{"kind": "light", "line": "LED", "power_mw": 0.5"#))
        #expect(truth.split(separator: "\n").last?.hasPrefix(#"{"kind": "end""#) == true)
        try? FileManager.default.removeItem(atPath: rig.truthPath)  // Only a temporary file.
    }

    @Test("a controller that goes away without a word is followed by the next one")
    func reconnect() throws {
        let rig = try RigProcess()
        let first = try rig.open("stage")
        #expect(rig.ask("LED X=20\r", on: first) == ":A \r\n")
        close(first)
        try rig.connectCamera()
        _ = rig.request(#"{"request": "arm", "credit": 9}"#)
        _ = rig.request(#"{"request": "trigger"}"#)
        rig.disconnectCamera()

        let second = try rig.open("stage")
        defer { close(second) }
        #expect(rig.ask("LED X?\r", on: second) == "X=20 :A\r\n")
        try rig.connectCamera()
        _ = rig.request(#"{"request": "abort"}"#)
        #expect(
            rig.request(#"{"request": "arm", "credit": 1}"#) == #"{"ok": true, "next_frame": 2}"#)
        #expect(rig.request(#"{"request": "trigger"}"#) == #"{"ok": true, "frame": 2}"#)
        _ = rig.end()
        try? FileManager.default.removeItem(atPath: rig.truthPath)  // Only a temporary file.
    }

    @Test("an unplugged port hangs up, its link goes, and it comes back under its new name")
    func unplug() throws {
        let rig = try RigProcess([
            "--fault", "stage:unplug=stage-b@20+25",
        ])
        let port = try rig.open("stage")
        defer { close(port) }
        let hangUp = ContinuousClock.now + .seconds(5)
        while rig.ask("/\r", on: port) != nil, ContinuousClock.now < hangUp { usleep(10_000) }

        #expect(ContinuousClock.now < hangUp)
        #expect(!FileManager.default.fileExists(atPath: rig.folder + "/stage"))
        let back = ContinuousClock.now + .seconds(5)
        while !FileManager.default.fileExists(atPath: rig.folder + "/stage-b"),
            ContinuousClock.now < back
        { usleep(10_000) }
        let again = try rig.open("stage-b")
        defer { close(again) }
        #expect(rig.ask("/\r", on: again) == "N\r\n")
        #expect(rig.end() == 0)
        try? FileManager.default.removeItem(atPath: rig.truthPath)  // Only a temporary file.
    }

    @Test("the rig file names every port, light and limit of this rig")
    func rigFile() throws {
        let rig = try RigProcess()
        let text = try String(contentsOfFile: rig.folder + "/rig.yaml", encoding: .utf8)

        for part in try #require(rig.announcement["camera"]) { #expect(text.contains(part)) }
        for word in [
            "clock: {speed: 50}", "pixel: 0.325 um", rig.folder + "/engine", "line: NIR",
            "x: [-2000 um, 2000 um]", "z: [-200 um, 200 um]", "[0.5, 60.00125 mW]", "phase:",
            "nuclei:", "mitochondria:", "cytoplasm:", "area: 0.00708822 cm2",
        ] {
            #expect(text.contains(word), "\(word)")
        }
        _ = rig.end()
        try? FileManager.default.removeItem(atPath: rig.truthPath)  // Only a temporary file.
    }
}
