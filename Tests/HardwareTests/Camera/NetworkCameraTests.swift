import Testing

@testable import Hardware

@Suite("Network camera")
struct NetworkCameraTests {
    private func connect(_ link: ScriptedCamera) async throws -> NetworkCamera {
        let latch = SafetyLatch()
        let camera = try await NetworkCamera(label: "camera", link: link, latch: latch)
        latch.arm()
        try await camera.configure(CameraSettings(exposure: .milliseconds(10)))
        return camera
    }

    @Test("takes frame after frame, each once and whole, whatever the credit")
    func frames() async throws {
        let link = ScriptedCamera()
        let camera = try await connect(link)

        for expected in UInt64(1)...30 {
            let number = try await camera.trigger()
            try await camera.waitForExposureEnd(of: number)
            let frame = try await camera.frame(number)

            #expect(number == expected)
            #expect(frame.metadata.number == expected)
            #expect(frame.metadata.exposure == .milliseconds(10))
            #expect(frame.metadata.startedAt == .milliseconds(5250))
            #expect(frame.pixels.byteCount == 64 * 48 * 2)
        }
    }

    @Test("a frame is waited for while the next one is exposed")
    func overlap() async throws {
        let camera = try await connect(ScriptedCamera())
        let first = try await camera.trigger()
        try await camera.waitForExposureEnd(of: first)
        let second = try await camera.trigger()

        async let later = camera.frame(second)
        async let end: Void = camera.waitForExposureEnd(of: second)
        let frame = try await camera.frame(first)

        #expect(frame.metadata.number == 1)
        #expect(try await later.metadata.number == 2)
        try await end
    }

    @Test(
        "every fault of the camera is an error that names it",
        arguments: ScriptedCamera.Fault.allCases)
    func faults(fault: ScriptedCamera.Fault) async throws {
        let link = ScriptedCamera()
        let camera = try await connect(link)
        let first = try await camera.trigger()
        _ = try await camera.frame(first)
        await link.fail(with: fault)

        let error = await #expect(throws: DeviceError.self) {
            try await camera.configure(CameraSettings(exposure: .milliseconds(20)))
            let number = try await camera.trigger()
            try await camera.waitForExposureEnd(of: number)
            _ = try await camera.frame(number)
        }

        #expect(error?.device == "camera")
        #expect(error?.description.isEmpty == false)
    }

    @Test(
        "a number that leaves nothing to count with is refused",
        arguments: [UInt64(1) << 62, 1 << 63])
    func absurdNumber(number: UInt64) async throws {
        let link = ScriptedCamera()
        let camera = try await connect(link)
        await link.count(after: number)

        let error = await #expect(throws: DeviceError.self) { try await camera.trigger() }

        #expect(error?.description.contains("next_frame") == true)
        #expect(await link.triggers == 0)
    }

    @Test("after a fault nothing is believed until the camera is armed again")
    func recovery() async throws {
        let link = ScriptedCamera()
        let camera = try await connect(link)
        await link.fail(with: .damagedPixels)
        let broken = try await camera.trigger()
        await #expect(throws: DeviceError.self) { try await camera.frame(broken) }
        await link.fail(with: nil)

        await #expect(throws: DeviceError.self) { try await camera.trigger() }
        let number = try await camera.trigger()

        #expect(try await camera.frame(number).metadata.number == number)
    }

    @Test("nothing is triggered while the latch holds, or before it is configured")
    func refused() async throws {
        let link = ScriptedCamera()
        let latch = SafetyLatch()
        let camera = try await NetworkCamera(label: "camera", link: link, latch: latch)
        latch.arm()
        await #expect(throws: DeviceError.self) { try await camera.trigger() }
        try await camera.configure(CameraSettings(exposure: .milliseconds(10)))
        latch.trip("test")

        await #expect(throws: DeviceError.self) { try await camera.trigger() }

        #expect(await link.triggers == 0)
    }

    @Test(
        "settings that the camera does not have are never sent",
        arguments: [
            CameraSettings(exposure: .seconds(11)), CameraSettings(exposure: .zero),
            CameraSettings(
                exposure: .milliseconds(5), region: PixelRegion(x: 1, y: 0, width: 64, height: 48)),
            CameraSettings(
                exposure: .milliseconds(5), region: PixelRegion(x: 0, y: 0, width: 0, height: 1)),
            CameraSettings(
                exposure: .milliseconds(5),
                region: PixelRegion(x: .max, y: 0, width: .max, height: 1)),
        ])
    func settings(settings: CameraSettings) async throws {
        let link = ScriptedCamera()
        let camera = try await connect(link)
        let sent = await link.requests.count

        await #expect(throws: DeviceError.self) { try await camera.configure(settings) }

        #expect(await link.requests.count == sent)
    }

    @Test("ends any exposure when it connects")
    func start() async throws {
        let link = ScriptedCamera()

        _ = try await NetworkCamera(label: "camera", link: link, latch: SafetyLatch())

        #expect(await link.requests == ["describe", "abort"])
    }
}
