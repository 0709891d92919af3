/// What a test of one device found; nothing was moved and nothing emitted.
package struct DeviceReport: Sendable, Equatable {
    package var label: String
    package var driver: String
    package var port: String
    /// Model or firmware as the device names it; empty where it did not answer.
    package var identity: String
    /// What was read back, for people.
    package var readings: [String]
    /// What failed; `nil` for a healthy device.
    package var problem: String?

    package var isHealthy: Bool { problem == nil }
}

extension Instrument {
    /// Connects to each device of `rig` by itself, reads back what can be read, and closes it.
    ///
    /// Light sources are left dark; a camera that works for a run goes on with it. No device that
    /// fails keeps the others from being tested.
    package static func survey(
        _ rig: RigFile, wires: any WireFactory, clock: any RunClock
    ) async -> [DeviceReport] {
        var reports: [DeviceReport] = []
        for device in rig.devices {
            let links = Links()
            let bench = Bench(
                rig: rig, wires: wires, clock: clock, latch: SafetyLatch(), links: links)
            var report = DeviceReport(
                label: device.label, driver: device.driverName, port: device.port, identity: "",
                readings: [])
            do throws(DeviceError) {
                if case .zmqCamera(let address) = device.driver {
                    let link = try await wires.cameraControl(address, device: device.label)
                    await links.add(camera: link)
                    try await read(&report, link)
                    try await wires.findFrames(of: address, device: device.label)
                } else {
                    let opened = try await bench.open(device)
                    report.identity = opened.identity
                    report.readings = try await readings(of: opened)
                }
            } catch {
                report.problem = "\(error)"
            }
            await links.closeAll()
            reports.append(report)
        }
        return reports
    }

    private static func readings(of opened: Bench.Opened) async throws(DeviceError) -> [String] {
        var readings: [String] = []
        if let stage = opened.stage {
            let place = try await stage.position()
            readings.append(
                "x \(fixed(place.xMicrometers, places: 1)) um, "
                    + "y \(fixed(place.yMicrometers, places: 1)) um")
        }
        if let focus = opened.focus {
            readings.append("z \(fixed(try await focus.position(), places: 1)) um")
        }
        if let light = opened.light {
            try await light.darken()
            if let engine = light as? LumencorEngine {
                let shining = try await engine.shining()
                guard shining.isEmpty else {
                    throw DeviceError(
                        device: light.label, request: "GET CHACT",
                        reason: .readbackDiffers(
                            expected: "dark", actual: shining.joined(separator: ", ")))
                }
            }
            readings.append("dark; lines \(light.lines.joined(separator: ", "))")
        }
        return readings
    }

    /// Asks a camera what it is and how it is. It may be working for somebody else: it is not told to
    /// do anything.
    private static func read(
        _ report: inout DeviceReport, _ link: any CameraLink
    ) async throws(DeviceError) {
        let control = CameraControl(device: report.label, link: link)
        let about = try await control.describe()
        report.identity = about.model
        let health: CameraMessages.Health = try await control.ask(.init(request: "health"))
        report.readings = [
            "\(about.width) × \(about.height) pixels, \(health.dropped) frames dropped"
        ]
    }
}
