/// The camera's side of the camera protocol: requests in, replies and messages out.
///
/// Knows nothing of sockets and of what the sensor sees: the rig tells it when an exposure is over
/// and hands it the pixels. Times in seconds of rig time.
///
/// - Source: `docs/camera-protocol.md`, version 1.
struct CameraFirmware: Sendable {
    let settings: RigCameraSettings
    let sensor: SensorSettings
    var faults: FaultScript
    var exposureSeconds = 0.01
    var region: SensorRegion
    var isArmed = false
    var credit = 0
    var droppedCount = 0
    private(set) var armCount = 0
    /// What the next trigger will be called.
    var nextFrame = 1
    /// The exposure that runs; while there is one, the light's gate is open.
    private(set) var running: CameraExposure?
    /// Exposed and being read out, first come first.
    private(set) var readouts: [(exposure: CameraExposure, due: Double)] = []
    /// Finished frames that wait for credit.
    private var buffer: [CameraFrame] = []
    private var outputs: [CameraOutput] = []

    init(_ settings: RigCameraSettings, sensor: SensorSettings, faults: FaultScript) {
        self.settings = settings
        self.sensor = sensor
        self.faults = faults
        region = SensorRegion(x: 0, y: 0, width: sensor.width, height: sensor.height)
    }

    var bufferedCount: Int { buffer.count }

    // MARK: Exposures

    /// Begins an exposure; the caller has checked that none runs.
    mutating func begin(at time: Double) -> CameraExposure {
        let strikes = faults.strikes(frame: nextFrame, at: time).map(\.kind)
        if strikes.contains(.skip) { nextFrame += 1 }
        let exposure = CameraExposure(
            frame: nextFrame, region: region, from: time, seconds: exposureSeconds,
            strikes: strikes)
        nextFrame += 1
        running = exposure
        return exposure
    }

    /// Ends the exposure that runs, as it should: the read-out begins.
    mutating func endExposure() -> CameraExposure? {
        guard let exposure = running else { return nil }
        running = nil
        if !isStopped(at: exposure.end) {
            send(.object(["type": "exposed", "frame": .integer(exposure.frame)]), at: exposure.end)
        }
        let rows = Double(exposure.region.height)
        let begin = max(exposure.end, readouts.last?.due ?? 0)
        readouts.append((exposure, begin + rows * settings.rowMicroseconds * 1e-6))
        return exposure
    }

    /// Ends the exposure that runs, discarding its frame.
    mutating func abort() -> CameraExposure? {
        isArmed = false
        guard let exposure = running else { return nil }
        running = nil
        droppedCount += 1
        return exposure
    }

    /// Takes the pixels of the first frame in read-out.
    mutating func endReadout(pixels: [UInt16], checksum: UInt32, at time: Double) {
        let exposure = readouts.removeFirst().exposure
        guard !exposure.isLost, !isStopped(at: time) else { return }
        guard !exposure.has(.drop) else { return droppedCount += 1 }
        let frame = CameraFrame(exposure: exposure, pixels: pixels, checksum: checksum)
        if credit > 0 && buffer.isEmpty {
            send(frame, at: time)
        } else if buffer.count < settings.bufferFrames {
            buffer.append(frame)
        } else {
            droppedCount += 1
        }
    }

    func isStopped(at time: Double) -> Bool { faults.holds(.stop, at: time) }

    // MARK: Credit

    mutating func arm(credit frames: Int) {
        // Whatever an earlier client left is not this one's: it would come out of turn.
        let unsent = outputs.filter { $0.pixels != nil }.count
        outputs.removeAll()
        let waiting = readouts.filter { !$0.exposure.isLost }.count
        for index in readouts.indices { readouts[index].exposure.isLost = true }
        if running?.isLost == false {
            running?.isLost = true
            droppedCount += 1
        }
        droppedCount += buffer.count + unsent + waiting
        buffer.removeAll()
        credit = frames
        isArmed = true
        armCount += 1
    }

    mutating func addCredit(_ frames: Int, at time: Double) {
        credit += frames
        while credit > 0, !buffer.isEmpty { send(buffer.removeFirst(), at: time) }
    }

    // MARK: Messages

    var nextOutput: Double? { outputs.first?.due }

    mutating func drainOutputs(until time: Double) -> [CameraOutput] {
        let count = outputs.prefix { $0.due <= time }.count
        defer { outputs.removeFirst(count) }
        return Array(outputs.prefix(count))
    }

    private mutating func send(_ header: JSONValue, at time: Double, pixels: [UInt16]? = nil) {
        let due = max(time, outputs.last?.due ?? 0)
        outputs.append(CameraOutput(due: due, header: header, pixels: pixels))
    }

    private mutating func send(_ frame: CameraFrame, at time: Double) {
        credit -= 1
        var frame = frame
        if frame.exposure.has(.shape) { Self.narrow(&frame) }
        if frame.exposure.has(.checksum) { frame.checksum ^= 0x0000_0100 }
        let header = header(of: frame)
        send(header, at: time, pixels: frame.pixels)
        if frame.exposure.has(.repeat) { send(header, at: time, pixels: frame.pixels) }
    }

    private func header(of frame: CameraFrame) -> JSONValue {
        let exposure = frame.exposure
        return .object([
            "type": "frame",
            "frame": .integer(exposure.frame),
            "width": .integer(exposure.region.width),
            "height": .integer(exposure.region.height),
            "pixel_type": "uint16",
            "x": .integer(exposure.region.x),
            "y": .integer(exposure.region.y),
            "exposure_s": .number(exposure.seconds),
            "offset": .number(sensor.offset),
            "electrons_per_grey": .number(sensor.electronsPerCount),
            "started_monotonic_s": .number(exposure.from),
            "started_wall_s": .number(settings.wallStart + exposure.from),
            "dropped": .integer(droppedCount),
            "crc32": .integer(Int(frame.checksum)),
        ])
    }

    /// Cuts the right half off, so that header and pixels agree with each other but not with what
    /// was configured.
    private static func narrow(_ frame: inout CameraFrame) {
        let width = frame.exposure.region.width
        let kept = max(1, width / 2)
        guard frame.pixels.count == width * frame.exposure.region.height else { return }
        var pixels: [UInt16] = []
        pixels.reserveCapacity(kept * frame.exposure.region.height)
        for row in 0..<frame.exposure.region.height {
            pixels += frame.pixels[(row * width)..<(row * width + kept)]
        }
        frame.exposure.region.width = kept
        frame.pixels = pixels
        frame.checksum = Checksum.crc32(pixels)
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self = .string(value)
    }
}
