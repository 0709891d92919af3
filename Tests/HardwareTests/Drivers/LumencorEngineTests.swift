import Testing

@testable import Hardware

@Suite("Lumencor engine")
struct LumencorEngineTests {
    private typealias Wire = ScriptedLine<TinyLumencor>

    private func connect(_ wire: Wire, _ gate: LightGate = .camera) async throws -> LumencorEngine {
        let latch = SafetyLatch()
        let engine = try await LumencorEngine(
            label: "engine", channel: wire, gate: gate, latch: latch)
        latch.arm()
        return engine
    }

    @Test("starts dark, with the camera's gate in force")
    func start() async throws {
        let wire = Wire(TinyLumencor(switches: [1, 0, 1]))

        let engine = try await connect(wire)

        #expect(engine.lines == ["VIOLET", "CYAN", "RED"])
        #expect(engine.model == "Spectra III")
        #expect(await wire.device.isDark)
        #expect(await wire.device.isTriggered == 1)
        #expect(engine.offBytes == Array("\nSET MULCH 0 0 0\n".utf8))
    }

    @Test("an engine without a gate is refused where the rig relies on it")
    func noGate() async throws {
        let wire = Wire(TinyLumencor(knowsTrigger: false))

        let error = await #expect(throws: DeviceError.self) { try await connect(wire) }

        #expect(error?.request == "SET TTLENABLE 1")
        _ = try await connect(wire, .software)
    }

    @Test("sets an intensity and reads it back, once")
    func intensity() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)

        try await engine.setIntensity(0.5004, line: "CYAN")
        let sent = await wire.requests.count
        try await engine.setIntensity(0.5, line: "CYAN")

        #expect(await wire.device.intensities == [0, 500, 0])
        #expect(await wire.requests.count == sent)
        #expect(engine.attainableFraction(0.5004, line: "CYAN") == 0.5)
    }

    @Test("intensity outside 0 to 1 is never sent", arguments: [-0.001, 1.001, .nan, .infinity])
    func outOfRange(fraction: Double) async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        let sent = await wire.byteCount

        await #expect(throws: DeviceError.self) {
            try await engine.setIntensity(fraction, line: "CYAN")
        }

        #expect(await wire.byteCount == sent)
    }

    @Test("nothing is sent while the latch holds")
    func latched() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await LumencorEngine(
            label: "engine", channel: wire, gate: .camera, latch: SafetyLatch())

        let error = await #expect(throws: DeviceError.self) {
            try await engine.setEmission(on: true, line: "CYAN")
        }

        #expect(error?.reason == .latched("the instrument has not been armed yet"))
        #expect(await wire.device.isDark)
        #expect(await !wire.requests.contains("SET CH 1 1"))
    }

    @Test("every fault while switching on ends dark, with an error", arguments: LineFault.allCases)
    func switchingOn(after fault: LineFault) async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        await wire.fail(with: fault, on: "SET CH 1 1")
        guard fault != .extraLine else {
            // An answer that is right and a line too many: the line gets back in step by itself.
            try await engine.setEmission(on: true, line: "CYAN")
            #expect(await wire.device.switches == [0, 1, 0])
            return
        }

        let error = await #expect(throws: DeviceError.self) {
            try await engine.setEmission(on: true, line: "CYAN")
        }

        #expect(error?.device == "engine")
        #expect(error?.request == "SET CH 1 1")
        #expect(await wire.device.isDark)
    }

    @Test("every fault while setting an intensity ends dark", arguments: LineFault.allCases)
    func setting(after fault: LineFault) async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        try await engine.setEmission(on: true, line: "RED")
        await wire.fail(with: fault, on: "SET CHINT")
        guard fault != .extraLine else { return }

        let error = await #expect(throws: DeviceError.self) {
            try await engine.setIntensity(0.3, line: "RED")
        }

        #expect(error?.request == "SET CHINT 2 300")
        // Nobody can darken what is unplugged.
        #expect(await wire.device.isDark || fault == .unplug)
    }

    @Test(
        "every fault in \"off\" is reported, and what answers at all is dark",
        arguments: LineFault.allCases)
    func shutdown(after fault: LineFault) async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        try await engine.setEmission(on: true, line: "RED")
        await wire.fail(with: fault, on: "SET MULCH")
        guard fault != .extraLine else { return try await engine.darken() }

        let error = await #expect(throws: DeviceError.self) { try await engine.darken() }

        #expect(error?.device == "engine")
        #expect(await wire.device.isDark || fault == .unplug || fault == .refusal)
    }

    @Test(
        "every fault while connecting is an error, and nothing shines",
        arguments: LineFault.allCases)
    func connecting(after fault: LineFault) async throws {
        let wire = Wire(TinyLumencor())
        await wire.fail(with: fault, on: "GET MAXINT 1")
        guard fault != .extraLine else {
            _ = try await connect(wire)
            return
        }

        let error = await #expect(throws: DeviceError.self) { try await connect(wire) }

        #expect(error?.request == "GET MAXINT 1")
        #expect(await wire.device.isDark)
    }

    @Test("a switch that says yes and does nothing is found out")
    func stuckSwitch() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        await wire.change { $0.isSwitchStuck = true }

        let error = await #expect(throws: DeviceError.self) {
            try await engine.setEmission(on: true, line: "CYAN")
        }

        #expect(error?.reason == .readbackDiffers(expected: "1", actual: "0"))
    }

    @Test("a late answer is never taken for the next one's")
    func lateReply() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        await wire.fail(with: .lateReply, on: "GET CHINT")
        await #expect(throws: DeviceError.self) {
            try await engine.setIntensity(0.1, line: "CYAN")
        }
        await wire.fail(with: nil)

        try await engine.setIntensity(0.7, line: "CYAN")

        #expect(await wire.device.intensities[1] == 700)
    }

    @Test("off is sent and confirmed in a cancelled task")
    func cancelled() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        try await engine.setEmission(on: true, line: "RED")

        let result = await withTaskGroup(of: Bool.self) { group in
            group.cancelAll()
            group.addTask {
                do {
                    try await engine.darken()
                    return Task.isCancelled
                } catch { return false }
            }
            return await group.next()
        }

        #expect(result == true)
        #expect(await wire.device.isDark)
    }

    @Test("an error reads like a sentence")
    func message() async throws {
        let wire = Wire(TinyLumencor())
        let engine = try await connect(wire)
        await wire.fail(with: .silence, on: "SET CH 1 1")

        let error = await #expect(throws: DeviceError.self) {
            try await engine.setEmission(on: true, line: "CYAN")
        }

        #expect(
            error?.description
                == "engine: SET CH 1 1: no answer within 0.5 s; "
                + "check the cable and that the engine is on"
        )
    }
}
