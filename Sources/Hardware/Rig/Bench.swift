/// Opens the devices of a rig file.
struct Bench: Sendable {
    let rig: RigFile
    let wires: any WireFactory
    let clock: any RunClock
    let latch: SafetyLatch
    let links: Links

    /// What an open device can be used as.
    struct Opened: Sendable {
        var stage: (any XYStage)?
        var focus: (any FocusDrive)?
        var camera: NetworkCamera?
        var light: (any LightSource)?
        /// The model or firmware as the device names it.
        var identity = ""
        var guarded: LightGuard.Line?
    }

    struct Parts: Sendable {
        var camera: any Camera
        var stage: any XYStage
        var focus: any FocusDrive
        var lights: [String: any LightSource]
        var guarded: [LightGuard.Line]
    }

    /// Light sources come first, so that they are dark before anything else can fail.
    func openAll() async throws(DeviceError) -> Parts {
        var opened: [String: Opened] = [:]
        let lit = Set(rig.lights.map(\.device))
        for device in rig.devices.filter({ lit.contains($0.label) })
            + rig.devices.filter({ !lit.contains($0.label) })
        {
            opened[device.label] = try await open(device)
        }
        func missing(_ role: String, _ label: String) -> DeviceError {
            DeviceError(
                device: label, request: "connect",
                reason: .refused("it cannot play the part of \(role)"))
        }
        guard let camera = opened[rig.roles.camera]?.camera else {
            throw missing("camera", rig.roles.camera)
        }
        guard let stage = opened[rig.roles.xy]?.stage else { throw missing("xy", rig.roles.xy) }
        guard let focus = opened[rig.roles.focus]?.focus else {
            throw missing("focus", rig.roles.focus)
        }
        return Parts(
            camera: camera, stage: stage, focus: focus, lights: opened.compactMapValues(\.light),
            guarded: rig.devices.compactMap { opened[$0.label]?.guarded })
    }

    /// Opens one device and leaves it dark and still.
    func open(_ device: RigFile.Device) async throws(DeviceError) -> Opened {
        switch device.driver {
        case .ms2000(let port, let baud, let settleTime):
            let line = try await wires.line(port: port, baud: baud, device: device.label)
            await links.add(line: line)
            return try await openMS2000(device, line, settleTime: settleTime)
        case .lumencor(let port, let baud):
            let line = try await wires.line(port: port, baud: baud, device: device.label)
            await links.add(line: line)
            return try await openLumencor(device, line)
        case .zmqCamera(let address):
            let link = try await wires.camera(address, device: device.label)
            await links.add(camera: link)
            let camera = try await NetworkCamera(label: device.label, link: link, latch: latch)
            return Opened(camera: camera, identity: camera.description.model)
        }
    }

    private func openMS2000(
        _ device: RigFile.Device, _ channel: any LineChannel, settleTime: Duration
    ) async throws(DeviceError) -> Opened {
        let line = try await MS2000Line(
            device: device.label, channel: channel, axes: ["X", "Y", "Z"])
        var opened = Opened(identity: line.version)
        var offBytes: [UInt8] = []
        if rig.lights.contains(where: { $0.device == device.label }) {
            let lamp = try await MS2000Lamp(line: line, latch: latch)
            opened.light = lamp
            offBytes += lamp.offBytes
        }
        if rig.roles.xy == device.label {
            opened.stage = try await MS2000Stage(
                line: line, limits: rig.limits, latch: latch, clock: clock, settleTime: settleTime)
        }
        if rig.roles.focus == device.label {
            opened.focus = try await MS2000Focus(
                line: line, limits: rig.limits, latch: latch, clock: clock, settleTime: settleTime)
        }
        offBytes += Array("\\\r".utf8)
        if let descriptor = await channel.descriptor {
            opened.guarded = LightGuard.Line(descriptor: descriptor, offBytes: offBytes)
        }
        return opened
    }

    private func openLumencor(
        _ device: RigFile.Device, _ channel: any LineChannel
    ) async throws(DeviceError) -> Opened {
        let lines = rig.lights.filter { $0.device == device.label }
        let engine = try await LumencorEngine(
            label: device.label, channel: channel, gate: lines.first?.gate ?? .camera, latch: latch)
        for light in lines where !engine.lines.contains(light.line) {
            throw DeviceError(
                device: device.label, request: "find line \(light.line)",
                reason: .refused("the engine has \(engine.lines.joined(separator: ", "))"))
        }
        var opened = Opened(light: engine, identity: engine.model)
        if let descriptor = await channel.descriptor {
            opened.guarded = LightGuard.Line(descriptor: descriptor, offBytes: engine.offBytes)
        }
        return opened
    }
}

/// Every open line, so that all can be closed whatever happened.
actor Links {
    private var lines: [any LineChannel] = []
    private var cameras: [any CameraLink] = []

    func add(line: any LineChannel) { lines.append(line) }
    func add(camera: any CameraLink) { cameras.append(camera) }

    func closeAll() async {
        let (lines, cameras) = (lines, cameras)
        self.lines = []
        self.cameras = []
        for line in lines { await line.close() }
        for camera in cameras { await camera.close() }
    }
}
