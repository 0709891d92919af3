import Testing

@testable import SimulatedRig

@Suite("Faults of the camera")
struct CameraFaultTests {
    /// Five frames with `fault` on the way.
    private func fiveFrames(_ fault: String) throws -> RigBench {
        let bench = try RigBench(faults: [fault])
        bench.prepareCamera(seconds: 0.01)
        for _ in 1...5 {
            bench.trigger()
            bench.wait(.seconds(1))
        }
        return bench
    }

    private func numbers(_ bench: RigBench) -> [Int?] {
        bench.frames.map { $0.header["frame"]?.int }
    }

    @Test("without a fault all five arrive in order")
    func none() throws {
        #expect(numbers(try fiveFrames("stage:silence")) == [1, 2, 3, 4, 5])
    }

    @Test("skip leaves a number out")
    func skip() throws {
        #expect(numbers(try fiveFrames("camera:skip@frame:3")) == [1, 2, 4, 5, 6])
    }

    @Test("repeat sends a frame twice")
    func `repeat`() throws {
        #expect(numbers(try fiveFrames("camera:repeat@2.5")) == [1, 2, 3, 4, 4, 5])
    }

    @Test("drop loses a frame and counts it")
    func drop() throws {
        let bench = try fiveFrames("camera:drop@frame:2")

        #expect(numbers(bench) == [1, 3, 4, 5])
        #expect(bench.exposed == [1, 2, 3, 4, 5])
        #expect(bench.frames.map { $0.header["dropped"]?.int } == [0, 1, 1, 1])
    }

    @Test("a wrong checksum, once")
    func checksum() throws {
        let bench = try fiveFrames("camera:checksum@frame:4")

        let isRight = bench.frames.map { $0.header["crc32"]?.int == Int(Checksum.crc32($0.pixels)) }
        #expect(isRight == [true, true, true, false, true])
    }

    @Test("a frame narrower than configured, whole in itself")
    func shape() throws {
        let bench = try fiveFrames("camera:shape@frame:1")

        #expect(bench.frames.map { $0.header["width"]?.int } == [32, 64, 64, 64, 64])
        #expect(bench.frames.first?.pixels.count == 32 * 48)
    }

    @Test("stop: takes triggers, sends nothing more")
    func stop() throws {
        let bench = try fiveFrames("camera:stop@frame:3")

        #expect(numbers(bench) == [1, 2])
        #expect(bench.exposed == [1, 2])
        #expect(bench.rig.truth.exposures.count == 5)
    }

    @Test("silence, mute, refusal, late and a wrong read-back on the control socket")
    func control() throws {
        let silent = try RigBench(faults: ["camera:silence@req:arm"])
        #expect(silent.camera(#"{"request": "arm", "credit": 1}"#) == nil)
        #expect(silent.camera(#"{"request": "health"}"#) == nil)

        let mute = try RigBench(faults: ["camera:mute@0+5"])
        #expect(mute.camera(#"{"request": "arm", "credit": 1}"#) == nil)
        mute.wait(.seconds(6))
        #expect(mute.camera(#"{"request": "health"}"#)?["armed"] == .bool(true))

        let refusing = try RigBench(faults: ["camera:refusal@req:trigger#2"])
        refusing.prepareCamera(seconds: 0.01)
        #expect(refusing.trigger()?["frame"]?.int == 1)
        refusing.wait(.seconds(1))
        #expect(refusing.trigger()?["error"]?["kind"]?.text == "failed")
        #expect(refusing.rig.camera.running == nil)

        let late = try RigBench(faults: ["camera:late=3@req:health"])
        late.camera(#"{"request": "health"}"#)
        #expect(late.seconds > 3)

        let lying = try RigBench(faults: ["camera:readback@req:configure"])
        let reply = lying.camera(#"{"request": "configure", "exposure_s": 0.1}"#)
        #expect(reply?["ok"] == .bool(true) && reply?["exposure_s"]?.double != 0.1)
    }
}
