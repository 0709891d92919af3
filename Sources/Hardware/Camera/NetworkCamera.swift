/// A camera behind the camera protocol.
///
/// - Units: seconds and pixels, as on the wire.
/// - Safe state: no exposure runs and none can be triggered (`abort`).
/// - Source: `docs/camera-protocol.md`.
package actor NetworkCamera: Camera {
    package nonisolated let label: String
    package nonisolated let description: CameraDescription
    private let control: CameraControl
    private let latch: SafetyLatch

    private var settings: FrameSequence.Expected?
    /// How long the camera exposes with these settings.
    private var granted = Duration.zero
    /// `nil` while the camera is not armed.
    private var sequence: FrameSequence?
    private var credit = 0
    private var frames: [UInt64: Frame] = [:]
    /// What broke the sequence; nothing is believed after it until the camera is armed again.
    private var fault: DeviceError?

    private var isReceiving = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// How many frames may be on their way; more than any plan has in flight.
    private static let creditLimit = 8
    /// How long a message may be late.
    private static let grace = Duration.seconds(3)

    /// Connects over `link`, ends any exposure and leaves the camera unarmed.
    package init(
        label: String, link: any CameraLink, latch: SafetyLatch
    ) async throws(DeviceError) {
        self.label = label
        self.latch = latch
        control = CameraControl(device: label, link: link)
        description = CameraDescription(try await control.describe())
        let _: CameraMessages.Nothing = try await control.ask(.init(request: "abort"))
    }

    @discardableResult
    package func configure(_ settings: CameraSettings) async throws(DeviceError) -> Duration {
        let request = "configure"
        let limits = description.exposureLimits
        guard limits.contains(settings.exposure) else {
            let range = "\(limits.lowerBound.inSeconds)...\(limits.upperBound.inSeconds) s"
            throw control.failure(.outOfRange(allowed: "exposure \(range)"), request)
        }
        let sensor = PixelRegion(x: 0, y: 0, width: description.width, height: description.height)
        let region = settings.region ?? sensor
        guard sensor.contains(region) else {
            throw control.failure(
                .outOfRange(allowed: "a region in \(sensor.width) × \(sensor.height)"), request)
        }
        let seconds = settings.exposure.inSeconds
        let wanted = FrameSequence.Expected(region: region, exposureSeconds: seconds)
        guard wanted != self.settings else { return granted }
        self.settings = nil
        let actual: CameraMessages.Configured = try await control.ask(
            .init(request: request, exposureSeconds: seconds, region: region))
        guard actual.region == region,
            ExposureTolerance.allows(actual.exposureSeconds, for: seconds)
        else {
            throw control.failure(
                .readbackDiffers(
                    expected: "\(seconds) s, \(region)",
                    actual: "\(actual.exposureSeconds) s, \(actual.region)"), request)
        }
        self.settings = wanted
        granted =
            actual.exposureSeconds == seconds
            ? settings.exposure : .seconds(actual.exposureSeconds)
        return granted
    }

    package func trigger() async throws(DeviceError) -> UInt64 {
        let request = "trigger"
        guard let settings else {
            throw control.failure(.refused("configure the camera first"), request)
        }
        try latch.requireArmed(device: label, request: request)
        do throws(DeviceError) {
            try await prepare()
            sequence?.willTrigger(settings)
            let frame = try await control.trigger(latch)
            credit -= 1
            if let wrong = sequence?.didTrigger(frame) {
                throw control.failure(.frameSequence(wrong), request)
            }
            return frame
        } catch {
            // Nobody knows whether it exposes: end it. The first error is the one to report.
            try? await abort()
            throw error
        }
    }

    package func waitForExposureEnd(of number: UInt64) async throws(DeviceError) {
        let request = "wait for the exposure of frame \(number)"
        let exposure = Duration.seconds(settings?.exposureSeconds ?? 0)
        // While it exposes, nothing waits for this.
        try await renewCredit()
        while try armed(request).nextExposed <= number {
            try await receiveOne(within: exposure + Self.grace, request)
        }
    }

    package func frame(_ number: UInt64) async throws(DeviceError) -> Frame {
        let request = "wait for frame \(number)"
        let limit =
            Duration.seconds(settings?.exposureSeconds ?? 0) + description.readoutTime + Self.grace
        while true {
            if let frame = frames.removeValue(forKey: number) { return frame }
            guard try armed(request).nextFrame <= number else {
                throw control.failure(.frameSequence("frame \(number) was taken before"), request)
            }
            try await receiveOne(within: limit, request)
        }
    }

    package func abort() async throws(DeviceError) {
        sequence = nil
        credit = 0
        frames = [:]
        fault = nil
        try await CancellationShield.run { () async throws(DeviceError) in
            let _: CameraMessages.Nothing = try await control.ask(.init(request: "abort"))
        }
    }

    /// What `tarsier devices` shows.
    package func droppedCount() async throws(DeviceError) -> UInt64 {
        let health: CameraMessages.Health = try await control.ask(.init(request: "health"))
        return health.dropped
    }
}

extension NetworkCamera {
    /// Makes sure that the camera is armed and may send the next frame.
    private func prepare() async throws(DeviceError) {
        if let fault { throw fault }
        if sequence == nil {
            let armed: CameraMessages.Armed = try await control.ask(
                .init(request: "arm", credit: Self.creditLimit))
            // Nothing that counts from here on may leave what the journal can hold.
            guard armed.nextFrame <= UInt64(Int64.max) / 2 else {
                throw control.failure(
                    .malformedReply("next_frame \(armed.nextFrame) is beyond any count"), "arm")
            }
            // After arming, which drops what the camera still held.
            let health: CameraMessages.Health = try await control.ask(.init(request: "health"))
            sequence = FrameSequence(first: armed.nextFrame, droppedBefore: health.dropped)
            credit = Self.creditLimit
        } else if credit == 0 {
            // Nobody waited for the exposures before.
            try await renewCredit()
        }
    }

    private func renewCredit() async throws(DeviceError) {
        guard sequence != nil, credit <= Self.creditLimit / 2 else { return }
        let missing = Self.creditLimit - credit
        credit += missing
        let _: CameraMessages.Nothing = try await control.ask(
            .init(request: "credit", frames: missing))
    }

    private func armed(_ request: String) throws(DeviceError) -> FrameSequence {
        if let fault { throw fault }
        guard let sequence else {
            throw control.failure(.refused("the camera is not armed"), request)
        }
        return sequence
    }

    /// Receives one message, or waits until somebody else has.
    private func receiveOne(
        within limit: Duration, _ request: String
    ) async throws(DeviceError) {
        guard !isReceiving else {
            return await withCheckedContinuation { waiting.append($0) }
        }
        isReceiving = true
        defer {
            isReceiving = false
            for other in waiting { other.resume() }
            waiting = []
        }
        let message: CameraMessage
        do throws(SerialError) {
            message = try await control.link.receive(within: limit)
        } catch {
            throw DeviceError(device: label, request: request, error)
        }
        do throws(DeviceError) {
            if message.pixels == nil, let exposed = exposedNumber(in: message.header) {
                return try takeExposed(exposed, request)
            }
            try take(try await control.read(message, request), request)
        } catch {
            if sequence != nil { fault = error }
            throw error
        }
    }

    /// The frame whose exposure has ended, where that is all that the message says.
    private func exposedNumber(in header: [UInt8]) -> UInt64? {
        guard let plain = PlainObject(header), plain.holds("exposed", at: "type") else {
            return nil
        }
        return plain.number("frame")
    }

    private func take(_ message: ReadMessage, _ request: String) throws(DeviceError) {
        // What was on its way when the camera was aborted or armed anew.
        guard let first = sequence?.first, message.header.frame >= first else { return }
        switch message.header.kind {
        case .exposed: try takeExposed(message.header.frame, request)
        case .frame(let header): try takeFrame(header, message, request)
        case .other(let type): throw control.failure(.malformedReply("message \(type)"), request)
        }
    }

    private func takeExposed(_ number: UInt64, _ request: String) throws(DeviceError) {
        guard let first = sequence?.first, number >= first else { return }
        if let wrong = sequence?.exposed(number) {
            throw control.failure(.frameSequence(wrong), request)
        }
    }

    private func takeFrame(
        _ header: CameraMessages.FrameHeader, _ message: ReadMessage, _ request: String
    ) throws(DeviceError) {
        guard let pixels = message.pixels, let metadata = header.metadata else {
            throw control.failure(.malformedReply("frame \(header.frame)"), request)
        }
        if let wrong = sequence?.received(header, byteCount: pixels.byteCount) {
            throw control.failure(.frameSequence(wrong), request)
        }
        guard message.checksum == header.checksum else {
            throw control.failure(.checksumDiffers, "frame \(header.frame)")
        }
        frames[header.frame] = Frame(metadata: metadata, pixels: pixels)
        // Nobody asks for frames that are this old; a forgotten frame must not fill the memory.
        if frames.count > 2 * Self.creditLimit, let oldest = frames.keys.min() {
            frames[oldest] = nil
        }
    }
}

extension PixelRegion {
    /// Whether all of `other` lies inside, however large its numbers are.
    func contains(_ other: PixelRegion) -> Bool {
        guard other.x >= x, other.y >= y, other.width > 0, other.height > 0 else { return false }
        let (right, isTooWide) = other.x.addingReportingOverflow(other.width)
        let (bottom, isTooHigh) = other.y.addingReportingOverflow(other.height)
        return !isTooWide && !isTooHigh && right <= x + width && bottom <= y + height
    }
}

extension CameraDescription {
    /// What a camera server told of its camera.
    init(_ told: CameraMessages.Description) {
        self.init(
            model: told.model, width: told.width, height: told.height, bitDepth: told.bitDepth,
            sensorPixelMicrometers: told.sensorPixelMicrometers, offset: told.offset,
            electronsPerGrey: told.electronsPerGrey, readNoiseElectrons: told.readNoiseElectrons,
            exposureLimits: .seconds(told.minimalExposureSeconds)
                ... .seconds(told.maximalExposureSeconds),
            readoutTime: .seconds(told.readoutSeconds))
    }
}
