import Testing

@testable import Hardware

@Suite("ASI MS-2000")
struct MS2000Tests {
    private typealias Wire = ScriptedLine<TinyMS2000>

    private struct Setup {
        let wire: ScriptedLine<TinyMS2000>
        let stage: MS2000Stage
        let focus: MS2000Focus
        let lamp: MS2000Lamp
        let latch: SafetyLatch
    }

    private func connect(
        _ device: TinyMS2000 = TinyMS2000(), fault: LineFault? = nil, on prefix: String = "",
        limits: MotionLimits = MotionLimits(x: -2000...2000, y: -2000...2000, z: -200...200)
    ) async throws -> Setup {
        let wire = Wire(device)
        await wire.fail(with: fault, on: prefix)
        let latch = SafetyLatch()
        let clock = TestClock()
        let line = try await MS2000Line(device: "stage", channel: wire, axes: ["X", "Y", "Z"])
        let settle = Duration.milliseconds(50)
        let setup = Setup(
            wire: wire,
            stage: try await MS2000Stage(
                line: line, limits: limits, latch: latch, clock: clock, settleTime: settle),
            focus: try await MS2000Focus(
                line: line, limits: limits, latch: latch, clock: clock, settleTime: settle),
            lamp: try await MS2000Lamp(line: line, latch: latch), latch: latch)
        latch.arm()
        return setup
    }

    @Test("connecting moves nothing and leaves the lamp dark")
    func start() async throws {
        let setup = try await connect(TinyMS2000(percent: 30))

        #expect(await setup.wire.device.isDark)
        #expect(await !setup.wire.requests.contains { $0.hasPrefix("M") || $0.hasPrefix("H") })
    }

    @Test("moves, waits, and says where it is")
    func move() async throws {
        let setup = try await connect()

        try await setup.stage.startMove(to: StagePoint(xMicrometers: 1000, yMicrometers: -250.5))
        try await setup.stage.waitUntilSettled()
        try await setup.focus.startMove(toMicrometers: 12.345)
        try await setup.focus.waitUntilSettled()

        #expect(await setup.wire.requests.contains("M X=10000.00 Y=-2505.00"))
        #expect(await setup.wire.requests.contains("M Z=123.45"))
        let place = try await setup.stage.position()
        #expect(place == StagePoint(xMicrometers: 1000, yMicrometers: -250.5))
    }

    @Test(
        "a place outside the limits costs not one byte",
        arguments: [2000.001, -2000.001, .nan, .infinity, -.infinity, 1e308, 2e6])
    func limits(x: Double) async throws {
        let setup = try await connect()
        let sent = await setup.wire.byteCount

        for point in [
            StagePoint(xMicrometers: x, yMicrometers: 0),
            StagePoint(xMicrometers: 0, yMicrometers: x),
        ] {
            await #expect(throws: DeviceError.self) { try await setup.stage.startMove(to: point) }
        }
        await #expect(throws: DeviceError.self) {
            try await setup.focus.startMove(toMicrometers: x)
        }

        #expect(await setup.wire.byteCount == sent)
    }

    @Test("without limits nothing moves")
    func unknownLimits() async throws {
        let setup = try await connect(limits: MotionLimits(x: -1...1))
        let sent = await setup.wire.byteCount

        let error = await #expect(throws: DeviceError.self) {
            try await setup.stage.startMove(to: StagePoint(xMicrometers: 0, yMicrometers: 0))
        }

        #expect(error?.reason == .limitUnknown("the rig file states no limits for y"))
        #expect(await setup.wire.byteCount == sent)
    }

    @Test("nothing moves while the latch holds")
    func latched() async throws {
        let setup = try await connect()
        setup.latch.trip("test")
        let sent = await setup.wire.byteCount

        await #expect(throws: DeviceError.self) {
            try await setup.stage.startMove(to: StagePoint(xMicrometers: 5, yMicrometers: 5))
        }
        await #expect(throws: DeviceError.self) {
            try await setup.lamp.setEmission(on: true, line: "LED")
        }

        #expect(await setup.wire.byteCount == sent + "LED X=0\rLED X?\r".utf8.count)
    }

    @Test(
        "every fault in a move is an error, and the stage is stopped", arguments: LineFault.allCases
    )
    func moving(after fault: LineFault) async throws {
        let setup = try await connect()
        await setup.wire.fail(with: fault, on: "M ")
        let point = StagePoint(xMicrometers: 100, yMicrometers: 100)
        guard fault != .extraLine else {
            try await setup.stage.startMove(to: point)
            return try await setup.stage.waitUntilSettled()
        }

        let error = await #expect(throws: DeviceError.self) {
            try await setup.stage.startMove(to: point)
        }

        #expect(error?.device == "stage")
        #expect(error?.request == "M X=1000.00 Y=1000.00")
        #expect(await setup.wire.device.isStill)
    }

    @Test("every fault while waiting is an error", arguments: LineFault.allCases)
    func waiting(after fault: LineFault) async throws {
        let setup = try await connect()
        try await setup.stage.startMove(to: StagePoint(xMicrometers: 100, yMicrometers: 100))
        await setup.wire.fail(with: fault, on: "/")
        guard fault != .extraLine else { return try await setup.stage.waitUntilSettled() }

        let error = await #expect(throws: DeviceError.self) {
            try await setup.stage.waitUntilSettled()
        }

        #expect(error?.request == "/")
    }

    @Test("a stage that never arrives, or arrives elsewhere, is told of")
    func neverArrives() async throws {
        let stuck = try await connect(TinyMS2000(isBusyForever: true))
        let lost = try await connect(TinyMS2000(error: 20))
        let point = StagePoint(xMicrometers: 100, yMicrometers: 0)
        try await stuck.stage.startMove(to: point)
        try await lost.stage.startMove(to: point)

        let busy = await #expect(throws: DeviceError.self) {
            try await stuck.stage.waitUntilSettled()
        }
        let elsewhere = await #expect(throws: DeviceError.self) {
            try await lost.stage.waitUntilSettled()
        }

        guard case .busyTooLong(let limit) = busy?.reason else {
            Issue.record("\(String(describing: busy))")
            return
        }
        #expect(limit < .seconds(3))
        #expect(
            elsewhere?.reason
                == .readbackDiffers(expected: "X=100.00 um", actual: "X=98.00 um"))
    }

    @Test("halting an interrupted move is no failure")
    func halt() async throws {
        let setup = try await connect()
        try await setup.stage.startMove(to: StagePoint(xMicrometers: 100, yMicrometers: 100))

        try await setup.stage.halt()

        #expect(await setup.wire.device.isStill)
    }

    @Test("every fault in the lamp ends dark", arguments: LineFault.allCases)
    func lamp(after fault: LineFault) async throws {
        let setup = try await connect()
        try await setup.lamp.setIntensity(0.4, line: "LED")
        await setup.wire.fail(with: fault, on: "LED X=40")
        guard fault != .extraLine else {
            try await setup.lamp.setEmission(on: true, line: "LED")
            #expect(await setup.wire.device.percent == 40)
            return
        }

        let error = await #expect(throws: DeviceError.self) {
            try await setup.lamp.setEmission(on: true, line: "LED")
        }

        #expect(error?.request == "LED X=40")
        #expect(await setup.wire.device.isDark)
    }

    @Test("every fault in the lamp's \"off\" is reported", arguments: LineFault.allCases)
    func lampOff(after fault: LineFault) async throws {
        let setup = try await connect()
        try await setup.lamp.setIntensity(0.4, line: "LED")
        try await setup.lamp.setEmission(on: true, line: "LED")
        await setup.wire.fail(with: fault, on: "LED X=0")
        guard fault != .extraLine else { return try await setup.lamp.darken() }

        let error = await #expect(throws: DeviceError.self) { try await setup.lamp.darken() }

        #expect(error?.device == "stage")
        #expect(await setup.wire.device.isDark || fault == .unplug || fault == .refusal)
    }

    @Test("a lamp that says yes and stays on is found out")
    func stuckLamp() async throws {
        let setup = try await connect()
        try await setup.lamp.setIntensity(0.4, line: "LED")
        try await setup.lamp.setEmission(on: true, line: "LED")
        await setup.wire.change { $0.isLampStuck = true }

        let error = await #expect(throws: DeviceError.self) { try await setup.lamp.darken() }

        #expect(error?.reason == .readbackDiffers(expected: "X=0", actual: "X=40.0"))
    }

    @Test("every fault while connecting is an error", arguments: LineFault.allCases)
    func connecting(after fault: LineFault) async throws {
        guard fault != .extraLine else {
            _ = try await connect(fault: fault, on: "UM Y?")
            return
        }

        let error = await #expect(throws: DeviceError.self) {
            try await connect(fault: fault, on: "UM Y?")
        }

        #expect(error?.request == "UM Y?")
    }

    @Test("a late answer is never taken for the next one's")
    func lateReply() async throws {
        let setup = try await connect()
        await setup.wire.change { $0.place = ["X": 10, "Y": 20, "Z": 30] }
        await setup.wire.fail(with: .lateReply, on: "W X Y")
        await #expect(throws: DeviceError.self) { try await setup.stage.position() }
        await setup.wire.fail(with: nil)

        let focus = try await setup.focus.position()
        let place = try await setup.stage.position()

        #expect(focus == 3)
        #expect(place == StagePoint(xMicrometers: 1, yMicrometers: 2))
    }

    @Test(
        "replies are read whole, in each firmware's own way",
        arguments: [":A X=5.7", ":X=5.7 A", "X=5.7 :A", ":X=5.7"])
    func assignments(reply: String) {
        guard case .value(5.7) = MS2000Line.assignment(reply, "X") else {
            Issue.record("\(reply) was not understood")
            return
        }
    }

    @Test(
        "what is not whole is refused",
        arguments: [
            ":A X=", ":A Y=5", "X=5", ":A X=nan", ":A X=1e3", ":A X=5 Y=6", "", ":A", ":X=5 B",
        ])
    func brokenAssignments(reply: String) {
        if reply == "X=5" { return }
        if case .value(let value) = MS2000Line.assignment(reply, "X") {
            Issue.record("\(reply) was read as \(value)")
        }
    }
}
