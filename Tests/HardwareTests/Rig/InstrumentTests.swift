import Testing

@testable import Hardware

@Suite("Instrument")
struct InstrumentTests {
    private struct Wires: WireFactory {
        let stage = ScriptedLine(TinyMS2000(percent: 20))
        let engine = ScriptedLine(TinyLumencor(switches: [0, 1, 0]))
        let camera = ScriptedCamera()

        func line(
            port: String, baud: Int, device: String
        ) async throws(DeviceError) -> any LineChannel {
            device == "stage" ? stage : engine
        }

        func camera(
            _ address: CameraAddress, device: String
        ) async throws(DeviceError) -> any CameraLink { camera }
    }

    private func connect(_ wires: Wires) async throws -> Instrument {
        let rig = try RigFile.parse(RigFileTests.text, file: "rig.yaml")
        return try await Instrument.connect(rig, wires: wires, clock: TestClock())
    }

    @Test("comes up dark, still and latched")
    func start() async throws {
        let wires = Wires()

        let instrument = try await connect(wires)

        #expect(await wires.stage.device.isDark)
        #expect(await wires.engine.device.isDark)
        #expect(instrument.latch.reason != nil)
        #expect(instrument.lights.keys.sorted() == ["engine", "stage"])
    }

    @Test("the safe state darkens everything, and says nothing where all is confirmed")
    func safeState() async throws {
        let wires = Wires()
        let instrument = try await connect(wires)
        try instrument.arm()
        try await instrument.lights["engine"]?.setEmission(on: true, line: "CYAN")
        try await instrument.lights["stage"]?.setIntensity(0.1, line: "LED")
        try await instrument.lights["stage"]?.setEmission(on: true, line: "LED")
        try await instrument.stage.startMove(to: StagePoint(xMicrometers: 50, yMicrometers: 0))

        let unconfirmed = await instrument.enterSafeState("test")

        #expect(unconfirmed.isEmpty)
        #expect(await wires.stage.device.isDark)
        #expect(await wires.engine.device.isDark)
        #expect(await wires.stage.device.isStill)
        #expect(await wires.camera.aborts == 2)
        #expect(instrument.latch.reason == "test")
    }

    @Test("an unplugged engine is unknown, possibly on; the rest is safe all the same")
    func unplugged() async throws {
        let wires = Wires()
        let instrument = try await connect(wires)
        try instrument.arm()
        try await instrument.lights["stage"]?.setIntensity(0.1, line: "LED")
        try await instrument.lights["stage"]?.setEmission(on: true, line: "LED")
        await wires.engine.close()

        let unconfirmed = await instrument.enterSafeState("test")

        #expect(unconfirmed.count == 1)
        #expect(unconfirmed.first?.hasPrefix("engine: unknown, possibly on") == true)
        #expect(await wires.stage.device.isDark)
    }

    @Test("a line that the engine does not have is found while connecting")
    func wrongLine() async throws {
        let text = RigFileTests.text.replacing("line: CYAN", with: "line: CYANN")
        let rig = try RigFile.parse(text, file: "rig.yaml")
        let wires = Wires()

        let error = await #expect(throws: DeviceError.self) {
            try await Instrument.connect(rig, wires: wires, clock: TestClock())
        }

        #expect(
            error?.description
                == "engine: find line CYANN: refused: the engine has VIOLET, CYAN, RED")
        #expect(await wires.engine.device.isDark)
    }

    @Test("a survey tests every device, moves nothing, and names what fails")
    func survey() async throws {
        let rig = try RigFile.parse(RigFileTests.text, file: "rig.yaml")
        let wires = Wires()
        await wires.engine.fail(with: .silence, on: "GET CHMAP")

        let reports = await Instrument.survey(rig, wires: wires, clock: TestClock())

        #expect(reports.map(\.label) == ["stage", "engine", "camera"])
        #expect(reports.map(\.isHealthy) == [true, false, true])
        #expect(reports[0].identity == "Version: USB-9.2m")
        #expect(reports[0].readings.first == "x 0.0 um, y 0.0 um")
        #expect(reports[1].problem?.contains("GET CHMAP: no answer within 0.5 s") == true)
        #expect(await !wires.stage.requests.contains { $0.hasPrefix("M ") })
        #expect(await wires.camera.requests == ["describe", "health"])
    }

    @Test("a camera that is asked what it is goes on with what it does")
    func describe() async throws {
        let rig = try RigFile.parse(RigFileTests.text, file: "rig.yaml")
        let wires = Wires()

        let camera = try await Instrument.describeCamera(rig, wires: wires)

        #expect(camera.width > 0)
        #expect(await wires.camera.requests == ["describe"])
        #expect(await wires.stage.requests.isEmpty)
    }
}
