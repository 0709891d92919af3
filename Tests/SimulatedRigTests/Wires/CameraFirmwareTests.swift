import Testing

@testable import SimulatedRig

@Suite("Camera on its wire")
struct CameraFirmwareTests {
    @Test("describes itself with every key of the protocol")
    func describe() throws {
        let reply = try #require(try RigBench().camera(#"{"request": "describe"}"#))

        #expect(reply["ok"] == .bool(true))
        #expect(reply["protocol"]?.int == 1)
        #expect(reply["width"]?.int == 64)
        #expect(reply["pixel_type"]?.text == "uint16")
        for key in [
            "height", "bit_depth", "sensor_pixel_um", "offset", "electrons_per_grey",
            "read_noise_electrons", "min_exposure_s", "max_exposure_s", "readout_s",
            "buffer_frames",
        ] {
            #expect(reply[key]?.double != nil, "\(key)")
        }
    }

    @Test("one trigger gives one exposure, then one frame with a right checksum")
    func oneFrame() throws {
        let bench = try RigBench()
        bench.camera(
            #"{"request": "configure", "exposure_s": 0.02, "region": {"x": 8, "y": 4, "width": 20, "height": 10}}"#
        )
        #expect(bench.camera(#"{"request": "arm", "credit": 1}"#)?["next_frame"]?.int == 1)

        #expect(bench.trigger()?["frame"]?.int == 1)
        bench.wait(.seconds(1))

        #expect(bench.exposed == [1])
        let (header, pixels) = try #require(bench.frames.first)
        #expect(header["width"]?.int == 20 && header["height"]?.int == 10)
        #expect(header["x"]?.int == 8 && header["y"]?.int == 4)
        #expect(header["exposure_s"]?.double == 0.02)
        #expect(pixels.count == 200)
        #expect(header["crc32"]?.int == Int(Checksum.crc32(pixels)))
    }

    @Test("the checksum is zlib's")
    func checksum() {
        let check = Array("123456789".utf8).withUnsafeBytes { Checksum.crc32($0) }

        #expect(check == 0xCBF4_3926)
        #expect([UInt8]().withUnsafeBytes { Checksum.crc32($0) } == 0)
    }

    @Test(
        "refuses with the protocol's reasons",
        arguments: [
            (#"{"request": "dance"}"#, "unknown-request"),
            (#"{"request": "trigger"}"#, "not-armed"),
            (#"{"request": "credit", "frames": 1}"#, "not-armed"),
            (#"{"request": "configure", "exposure_s": 11}"#, "out-of-range"),
            (#"{"request": "configure", "exposure_s": 0}"#, "out-of-range"),
            (#"{"request": "configure", "exposure_s": "1"}"#, "malformed"),
            (#"{"request": "configure"}"#, "malformed"),
            (#"{"request": "configure", "exposure_s": 1, "gain": 2}"#, "malformed"),
            (
                #"{"request": "configure", "exposure_s": 1, "region": {"x": 60, "y": 0, "width": 5, "height": 5}}"#,
                "out-of-range"
            ),
            (
                #"{"request": "configure", "exposure_s": 1, "region": {"x": 9223372036854775807, "y": 0, "width": 9223372036854775807, "height": 5}}"#,
                "out-of-range"
            ),
            (#"{"request": "arm", "credit": -1}"#, "out-of-range"),
            (#"{"request": "arm", "credit": 1.5}"#, "malformed"),
            (#"{"request": "arm"}"#, "malformed"),
            (#"["describe"]"#, "malformed"), (#"{"request": 1}"#, "malformed"), ("", "malformed"),
            (#"{"request": "health", "request": "abort"}"#, "malformed"),
            (#"{"request": "health"} x"#, "malformed"),
        ])
    func refusals(request: String, kind: String) throws {
        let bench = try RigBench()

        let reply = bench.camera(request)

        #expect(reply?["ok"] == .bool(false))
        #expect(reply?["error"]?["kind"]?.text == kind)
        #expect(reply?["error"]?["message"]?.text?.isEmpty == false)
        bench.wait(.seconds(1))
        #expect(bench.exposed.isEmpty)
    }

    @Test("busy while an exposure runs; free again while its frame is read out")
    func busy() throws {
        let bench = try RigBench { $0.camera.rowMicroseconds = 1000 }
        bench.prepareCamera(seconds: 0.01)

        bench.trigger()
        #expect(bench.trigger()?["error"]?["kind"]?.text == "busy")
        bench.wait(.milliseconds(15))
        #expect(bench.trigger()?["frame"]?.int == 2)
        bench.wait(.seconds(1))

        #expect(bench.frames.map { $0.header["frame"]?.int } == [1, 2])
    }

    @Test("without credit frames wait in the buffer; beyond it they are lost and counted")
    func credit() throws {
        let bench = try RigBench { $0.camera.bufferFrames = 3 }
        bench.prepareCamera(seconds: 0.001, credit: 1)
        for _ in 1...6 {
            bench.trigger()
            bench.wait(.milliseconds(50))
        }
        #expect(bench.frames.map { $0.header["frame"]?.int } == [1])
        let health = bench.camera(#"{"request": "health"}"#)
        #expect(health?["buffered"]?.int == 3 && health?["dropped"]?.int == 2)

        bench.camera(#"{"request": "credit", "frames": 2}"#)
        bench.wait(.milliseconds(10))
        #expect(bench.frames.map { $0.header["frame"]?.int } == [1, 2, 3])
        #expect(bench.frames.last?.header["dropped"]?.int == 2)

        let rearmed = bench.camera(#"{"request": "arm", "credit": 5}"#)
        #expect(rearmed?["next_frame"]?.int == 7)
        #expect(bench.camera(#"{"request": "health"}"#)?["dropped"]?.int == 3)
        bench.wait(.seconds(1))
        #expect(bench.frames.count == 3)
    }

    @Test("abort discards the frame, uses its number up and disarms")
    func abort() throws {
        let bench = try RigBench()
        bench.prepareCamera(seconds: 1)
        bench.trigger()

        #expect(bench.camera(#"{"request": "abort"}"#)?["ok"] == .bool(true))

        #expect(bench.trigger()?["error"]?["kind"]?.text == "not-armed")
        #expect(bench.camera(#"{"request": "health"}"#)?["dropped"]?.int == 1)
        #expect(bench.camera(#"{"request": "arm", "credit": 1}"#)?["next_frame"]?.int == 2)
        bench.wait(.seconds(2))
        #expect(bench.exposed.isEmpty && bench.frames.isEmpty)
    }

    @Test("a frame that an earlier client left behind does not reach the next one")
    func leftover() throws {
        let bench = try RigBench { $0.camera.rowMicroseconds = 5000 }
        bench.prepareCamera(seconds: 0.01)
        bench.trigger()
        bench.wait(.milliseconds(50))

        bench.camera(#"{"request": "arm", "credit": 5}"#)
        bench.wait(.seconds(2))

        #expect(bench.exposed == [1])
        #expect(bench.frames.isEmpty)
        #expect(bench.camera(#"{"request": "health"}"#)?["dropped"]?.int == 1)
    }

    @Test("random bytes never crash it and are always answered", arguments: [1, 2, 3] as [UInt64])
    func fuzz(seed: UInt64) throws {
        let bench = try RigBench()
        var random = WireRandom(seed: seed)
        let words = [
            "{", "}", "\"request\"", ":", "\"trigger\"", "\"arm\"", "\"credit\"", ",", "1e999",
            "-0",
            "[", "]", "null", "\"\\ud800\"", "\\", "\"x", "9", " ", "\"configure\"",
            "\"exposure_s\"",
        ]

        for _ in 0..<3400 {
            var bytes: [UInt8] = []
            for _ in 0..<Int(random.next() % 12) {
                let word = words[Int(random.next() % UInt64(words.count))]
                bytes += random.next() % 4 == 0 ? [random.byte()] : Array(word.utf8)
            }
            let answer = bench.rig.cameraRequest(bytes, at: bench.now)
            #expect(answer != nil)
        }
    }
}
