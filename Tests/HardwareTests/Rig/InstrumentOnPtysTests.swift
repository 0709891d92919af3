import Glibc
import Testing

@testable import Hardware

@Suite("Instrument on pseudo-terminals", .serialized)
struct InstrumentOnPtysTests {
    private struct Rig {
        let stage: PtyDevice<TinyMS2000>
        let engine: PtyDevice<TinyLumencor>
        let instrument: Instrument
    }

    private struct Wires: WireFactory {
        func line(
            port: String, baud: Int, device: String
        ) async throws(DeviceError) -> any LineChannel {
            try await RealWires().line(port: port, baud: baud, device: device)
        }

        func camera(
            _ address: CameraAddress, device: String
        ) async throws(DeviceError) -> any CameraLink { ScriptedCamera() }
    }

    private func connect() async throws -> Rig {
        let stage = try PtyDevice(TinyMS2000(percent: 10))
        let engine = try PtyDevice(TinyLumencor(switches: [1, 0, 0]))
        let text = RigFileTests.text
            .replacing("/tmp/stage", with: stage.path)
            .replacing("/tmp/engine", with: engine.path)
        let instrument = try await Instrument.connect(
            try RigFile.parse(text, file: "rig.yaml"), wires: Wires(), clock: SystemClock(),
            guardProgram: LightGuardTests().program)
        return Rig(stage: stage, engine: engine, instrument: instrument)
    }

    @Test("connects, emits, moves, and closes dark")
    func whole() async throws {
        let rig = try await connect()
        let instrument = rig.instrument
        #expect(rig.engine.device.isDark)
        #expect(rig.stage.device.isDark)

        try instrument.arm()
        instrument.beat()
        try await instrument.lights["engine"]?.setIntensity(0.5, line: "CYAN")
        try await instrument.lights["engine"]?.setEmission(on: true, line: "CYAN")
        #expect(rig.engine.device.switches == [0, 1, 0])
        let target = StagePoint(xMicrometers: 12, yMicrometers: 34)
        try await instrument.stage.startMove(to: target)
        try await instrument.stage.waitUntilSettled()
        #expect(try await instrument.stage.position() == target)

        #expect(await instrument.close() == [])
        #expect(rig.engine.device.isDark)
        #expect(rig.stage.device.isDark)
    }

    @Test("when the guard is gone nothing emits, and arming is refused")
    func deadGuard() async throws {
        let rig = try await connect()
        let instrument = rig.instrument
        try instrument.arm()
        kill(try #require(instrument.lightGuard).process, SIGKILL)
        usleep(50_000)

        let error = await #expect(throws: DeviceError.self) {
            try await instrument.lights["engine"]?.setEmission(on: true, line: "CYAN")
        }

        #expect(error?.reason == .latched("the light guard has ended"))
        #expect(rig.engine.device.isDark)
        #expect(throws: DeviceError.self) { try instrument.arm() }
        _ = await instrument.close()
    }

    @Test("an engine unplugged while on is named at once, and said to be possibly on")
    func unplugged() async throws {
        let rig = try await connect()
        let instrument = rig.instrument
        try instrument.arm()
        try await instrument.lights["engine"]?.setEmission(on: true, line: "CYAN")
        rig.engine.unplug()

        let start = ContinuousClock.now
        let unconfirmed = await instrument.enterSafeState("engine unplugged")

        #expect(ContinuousClock.now - start < .milliseconds(500))
        #expect(unconfirmed.count == 1)
        #expect(unconfirmed.first?.hasPrefix("engine: unknown, possibly on") == true)
        #expect(unconfirmed.first?.contains("the connection is gone") == true)
        _ = await instrument.close()
    }

    @Test("a second controller on the same rig is refused by name")
    func secondController() async throws {
        let rig = try await connect()

        let error = await #expect(throws: DeviceError.self) {
            try await RealWires().line(port: rig.engine.path, baud: 115_200, device: "engine")
        }

        #expect(error?.description.contains("another program is using it") == true)
        _ = await rig.instrument.close()
    }
}
