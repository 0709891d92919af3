/// A microscope on the bench, without the bench: stage, light engine, camera and living specimen
/// behind the wires that the real ones have.
///
/// Pure: no clock, no thread, no file. The same settings and the same calls with the same times give
/// the same bytes. One caller at a time; times count from the rig's start and never go back (an
/// earlier time counts as the latest given).
package final class SimulatedRig {
    package let settings: RigSettings
    package private(set) var truth = RigTruth()
    var stage: SerialWire<MS2000>
    var engine: SerialWire<Lumencor>
    var camera: CameraFirmware
    var light: LightPath
    var specimen: Specimen
    let drift: FocusDrift
    let worker: any FrameWorker
    /// The running exposure's share of the light, see `SimulatedRig+Light.swift`.
    var exposureLight: [LightOnSample] = []
    /// Exposures whose frames are being rendered, first come first.
    var unrendered: [ExposureTruth] = []
    private let record: ((TruthEvent) -> Void)?
    let showMean: ((ExposureTruth, [Float]) -> Void)?
    private(set) var now = 0.0
    private var hasEnded = false

    /// Builds a rig; frames are rendered in the caller's time.
    ///
    /// - Parameters:
    ///   - record: Gets every line of the truth as it becomes known.
    ///   - showMean: Gets the mean electrons of each pixel of every frame, row by row, as no noise
    ///     would show it, before the frame leaves the camera.
    package convenience init(
        _ settings: RigSettings, record: ((TruthEvent) -> Void)? = nil,
        showMean: ((ExposureTruth, [Float]) -> Void)? = nil
    ) throws {
        try self.init(settings, record: record, showMean: showMean) { InlineWorker($0) }
    }

    /// Builds a rig whose frames `worker` renders.
    init(
        _ settings: RigSettings, record: ((TruthEvent) -> Void)?,
        showMean: ((ExposureTruth, [Float]) -> Void)? = nil,
        worker: (any FrameSource) -> any FrameWorker
    ) throws {
        try settings.validate()
        let faults = try settings.parsedFaults()
        let seed = settings.seed
        self.settings = settings
        self.record = record
        self.showMean = showMean
        stage = SerialWire(
            MS2000(settings.mechanics), baud: settings.wires.stageBaud, settings: settings.wires,
            faults: FaultScript(faults, device: .stage),
            seed: WireRandom(seed: seed, purpose: "stage").state)
        engine = SerialWire(
            Lumencor(lines: settings.light.engine.map(\.name)), baud: settings.wires.engineBaud,
            settings: settings.wires, faults: FaultScript(faults, device: .engine),
            seed: WireRandom(seed: seed, purpose: "engine").state)
        camera = CameraFirmware(
            settings.camera, sensor: settings.sensor, faults: FaultScript(faults, device: .camera))
        light = LightPath(lineCount: settings.light.engine.count + 1)
        drift = FocusDrift(
            micrometersPerTenMinutes: settings.mechanics.driftMicrometersPerTenMinutes,
            seed: WireRandom(seed: seed, purpose: "drift").state)
        var slide = settings.specimen
        slide.seed = seed
        specimen = Specimen(slide)
        let source: any FrameSource =
            settings.stack.isEmpty
            ? SpecimenSource(settings, keepsMean: showMean != nil)
            : try RecordedStack(path: settings.stack, offset: settings.sensor.offset)
        self.worker = worker(source)
        note(.rig(seed: seed, settings: try settings.json))
        noteSpecimen()
    }

    // MARK: Serial wires

    /// Bytes from the host arrive at `port` at `time`.
    package func receive(_ bytes: [UInt8], on port: RigPort, at time: Duration) {
        advance(to: time)
        switch port {
        case .stage: stage.receive(bytes, at: now)
        case .engine: engine.receive(bytes, at: now)
        }
    }

    /// Takes the bytes that have left `port` by `time`.
    package func transmit(on port: RigPort, until time: Duration) -> [UInt8] {
        advance(to: time)
        switch port {
        case .stage: return stage.transmit(until: now)
        case .engine: return engine.transmit(until: now)
        }
    }

    /// When to ask ``transmit(on:until:)`` again; `nil` if nothing is on its way.
    package func nextTransmission(on port: RigPort) -> Duration? {
        switch port {
        case .stage: stage.nextTransmission.map(Duration.notBefore)
        case .engine: engine.nextTransmission.map(Duration.notBefore)
        }
    }

    package func isUnplugged(_ port: RigPort, at time: Duration) -> Bool {
        switch port {
        case .stage: stage.isUnplugged(at: time.asSeconds)
        case .engine: engine.isUnplugged(at: time.asSeconds)
        }
    }

    /// The name under which an unplugged port came back, if under another.
    package func replugName(_ port: RigPort, at time: Duration) -> String? {
        switch port {
        case .stage: stage.replugName(at: time.asSeconds)
        case .engine: engine.replugName(at: time.asSeconds)
        }
    }

    // MARK: Camera

    /// Carries out a request of the camera protocol; `nil` if the camera stays silent.
    package func cameraRequest(
        _ json: [UInt8], at time: Duration
    ) -> (reply: [UInt8], at: Duration)? {
        advance(to: time)
        // Light up to now belongs to what was before; a trigger or abort changes the gate.
        deliverLight(at: now)
        let answer = camera.request(json, at: now)
        switch answer.effect {
        case .none: break
        case .began: beginExposure()
        case .aborted(let exposure): if let exposure { abandon(exposure) }
        }
        return answer.reply.map { ($0, Duration.notBefore(answer.at)) }
    }

    /// Takes the messages that have left the data socket by `time`.
    package func cameraMessages(
        until time: Duration
    ) -> [(header: [UInt8], pixels: [UInt16]?)] {
        advance(to: time)
        return camera.drainOutputs(until: now).map { (Array($0.header.printed.utf8), $0.pixels) }
    }

    /// How often the camera was armed; frames that left it before belong to an earlier client.
    package var armCount: Int { camera.armCount }

    /// When to ask ``cameraMessages(until:)`` again; `nil` if no exposure is under way.
    package var nextCameraMessage: Duration? {
        let times = [camera.nextOutput, camera.running?.end, nextReadout]
        return times.compactMap { $0 }.min().map { Duration.notBefore(max($0, now)) }
    }

    // MARK: Time

    /// When anything happens by itself next; a caller that sleeps until then misses nothing.
    package var nextEvent: Duration? {
        let wires = [nextTransmission(on: .stage), nextTransmission(on: .engine)]
        let times = (wires + [nextCameraMessage]).compactMap { $0 }
        return times.min()
    }

    /// Lives on to `time`: instruments, light and biology.
    package func advance(to time: Duration) {
        let target = max(now, time.asSeconds)
        while step(to: target) {}
        now = target
        specimen.advance(to: now)
        noteSpecimen()
    }

    /// Ends the rig's life: dark, and the truth complete.
    package func end(at time: Duration) {
        advance(to: time)
        guard !hasEnded else { return }
        hasEnded = true
        deliverLight(at: now)
        if let exposure = camera.abort() { abandon(exposure) }
        light.end(at: now)
        deliverLight(at: now)
        noteIntervals()
        worker.finish()
        while !unrendered.isEmpty && worker.isReady { endReadout(at: now) }
        let living = specimen.cells.filter(\.isAlive)
        for cell in living {
            note(
                .specimen(
                    .end(
                        CellEnd(
                            cell: cell.id, time: now, dose: cell.dose, peakDamage: cell.peakDamage,
                            divided: false))))
        }
        note(
            .end(
                EndTruth(
                    time: now, exposureCount: truth.exposures.count, livingCount: living.count)))
    }

    /// Lets the earliest thing happen that is due by `target`; `false` if there is none.
    private func step(to target: Double) -> Bool {
        let times = [
            stage.nextEvent, engine.nextEvent, camera.running?.end, nextReadout, nextLightCut,
        ]
        guard let next = times.compactMap({ $0 }).min(), next <= target else { return false }
        now = max(now, next)
        if nextLightCut == next { deliverLight(at: now) }
        if camera.running?.end == next { endExposure() }
        if stage.nextEvent == next, stage.step(to: next) != nil { noteMoves() }
        if engine.nextEvent == next { _ = engine.step(to: next) }
        refreshLight(at: now)
        if let readout = nextReadout, readout == next { endReadout(at: now) }
        return true
    }

    // MARK: Truth

    func note(_ event: TruthEvent) {
        truth.take(event)
        record?(event)
    }

    private func noteSpecimen() {
        for event in specimen.drainEvents() { note(.specimen(event)) }
    }

    private func noteMoves() {
        for (axis, move) in stage.firmware.drainMoves() {
            note(
                .motion(
                    MotionTruth(
                        axis: MS2000.letters[axis].lowercased(), from: move.from, to: move.to,
                        asked: move.asked, start: move.start, end: move.end)))
        }
    }
}
