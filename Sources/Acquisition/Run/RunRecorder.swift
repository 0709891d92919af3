import Hardware

/// Writes down what a run does, in the order that makes a promise hold: intent, light, frame,
/// sync, acknowledgement.
package actor RunRecorder {
    private let journal: Journal
    private let frames: FrameKeeper
    private let reserve: DiskReserve?

    /// - Parameter reserve: Room on the journal's disk, given back for what is written last.
    package init(journal: Journal, store: any FrameStore, reserve: DiskReserve? = nil) {
        self.journal = journal
        self.frames = FrameKeeper(store)
        self.reserve = reserve
    }

    package func enter(_ state: StateRecord.State, at time: Duration, reason: String) throws {
        try write(durable: true) {
            $0.states = [StateRecord(at: time.inSeconds, state: state, reason: reason)]
        }
    }

    package func note(
        _ text: String, severity: NoteRecord.Severity, device: String? = nil, at time: Duration
    ) throws {
        try write(durable: false) {
            $0.notes = [
                NoteRecord(at: time.inSeconds, severity: severity, device: device, text: text)
            ]
        }
    }

    /// Notes a fact about the run, durable with the next thing that is.
    func remember(_ fact: RunFact) throws { try write(durable: false) { $0.facts = [fact] } }

    /// Before the light: *written*, so that a killed run knows what may have been exposed.
    ///
    /// Not the actor's own work: the next light must not wait for what others record.
    nonisolated func intend(_ step: Step, _ planned: PlannedExposure, at time: Duration) throws {
        try journal.announce(
            IntentRecord(
                eventIndex: step.eventIndex, at: time.inSeconds, position: step.positionName,
                channel: step.channel, light: planned.light, plannedSeconds: planned.seconds,
                plannedJoulesPerCm2: planned.joulesPerCm2))
    }

    /// Moves the last intent to where all records are, when nothing waits for it.
    nonisolated func settleIntent() throws { try journal.settleIntent() }

    func skip(_ step: Step, by cause: SkipRecord.Origin, reason: String, at time: Duration) throws {
        try write(durable: false) {
            $0.skips = [
                SkipRecord(
                    eventIndex: step.eventIndex, at: time.inSeconds, by: cause,
                    reason: reason)
            ]
        }
    }

    /// Puts a frame on disk; not promised yet.
    func keep(_ frame: Frame, of step: Step) async throws {
        try await frames.write(frame, of: step)
    }

    /// Makes the frames written so far durable, then promises them in the journal.
    func acknowledge(_ group: [KeptFrame]) async throws {
        try await frames.makeDurable()
        try write(durable: false) { batch in
            batch.exposures = group.map(\.exposure)
            batch.frames = group.map(record)
        }
        // Not here: the next intent, and the light after it, would wait for the disk.
        try await frames.makeDurable(journal)
    }

    /// Books light whose frames were lost.
    func book(_ exposures: [ExposureRecord]) throws {
        guard !exposures.isEmpty else { return }
        try write(durable: true) {
            $0.exposures = exposures.sorted { $0.eventIndex < $1.eventIndex }
        }
    }

    func decide(
        _ decision: Decision, effectiveFrom: Int, at time: Duration, latency: Duration
    ) throws {
        try write(durable: false) { batch in
            batch.decisions = [
                DecisionRecord(
                    at: time.inSeconds, policy: decision.policy, isShadow: decision.isShadow,
                    basedOnEvent: decision.basedOnEvent, position: decision.positionName,
                    inputs: decision.inputs, reason: decision.reason,
                    requested: try JSONText.encode(decision.requested),
                    applied: try JSONText.encode(decision.applied),
                    refusals: try JSONText.encode(decision.refusals),
                    effectiveFrom: effectiveFrom, latencySeconds: latency.inSeconds)
            ]
            batch.features = decision.features.sorted { $0.key < $1.key }.map {
                FeatureRecord(eventIndex: decision.basedOnEvent, name: $0.key, value: $0.value)
            }
        }
    }

    /// Writes down what became of a network's look at a frame, with its objects and cells.
    func record(_ record: NetworkRecord, _ finding: NetworkFinding?) throws {
        let cells = try (finding?.cells ?? []).map {
            CellRecord(
                eventIndex: record.eventIndex, network: record.network, $0,
                answers: try JSONText.encode($0.answers))
        }
        try write(durable: false) { batch in
            batch.networks = [record]
            batch.objects = (finding?.objects ?? []).map {
                ObjectRecord(eventIndex: record.eventIndex, network: record.network, $0)
            }
            batch.cells = cells
        }
    }

    /// Checks that every exposure of this life has its frame, on disk and in the journal.
    ///
    /// Exposures of an earlier life that failed may have lost theirs; they stay booked.
    ///
    /// - Parameter earlierFrames: How many frames earlier lives kept.
    func verify(exposedCount: Int, earlierFrames: Int) async throws {
        let promised = try journal.frames()
        for frame in promised {
            guard try await frames.holds(frame) else {
                throw AcquisitionError.incomplete(
                    "frame of event \(frame.eventIndex) is in the journal but not in the store")
            }
        }
        let kept = promised.count - earlierFrames
        guard kept == exposedCount else {
            throw AcquisitionError.incomplete("\(exposedCount) exposures but \(kept) frames")
        }
    }

    /// Makes room for the last words; called when nothing more is acquired.
    func releaseReserve() { reserve?.release() }

    func finish(_ outcome: RunOutcome, at time: Duration) async throws {
        if outcome.state != .failed { try await frames.finish(try planeDetails()) }
        let state = StateRecord.State(rawValue: outcome.state.rawValue) ?? .failed
        let kept = outcome.state == .failed ? "failed, \(outcome.frameCount) frames kept" : ""
        let reason = [outcome.reason, kept].filter { !$0.isEmpty }.joined(separator: "; ")
        try write(durable: true) { batch in
            batch.states = [StateRecord(at: time.inSeconds, state: state, reason: reason)]
            batch.notes = outcome.alarms.map {
                NoteRecord(at: time.inSeconds, severity: .invalid, device: nil, text: $0)
            }
        }
    }

    /// What the journal knows of each frame, for the store's own metadata.
    private func planeDetails() throws -> [PlaneDetail] {
        let exposures = try journal.exposures()
        let places = Dictionary(exposures.map { ($0.eventIndex, $0) }) { first, _ in first }
        return try journal.frames().map { frame in
            let exposure = places[frame.eventIndex]
            return PlaneDetail(
                PlaneAddress(series: frame.series, t: frame.t, c: frame.c, z: frame.z),
                startSeconds: exposure?.at, exposureSeconds: frame.exposureSeconds,
                xMicrometers: exposure?.xMicrometers, yMicrometers: exposure?.yMicrometers,
                zMicrometers: exposure?.zMicrometers)
        }
    }

    private func write(durable: Bool, _ fill: (inout JournalBatch) throws -> Void) throws {
        var batch = JournalBatch()
        try fill(&batch)
        try journal.write(batch, durable: durable)
    }

    private func record(_ kept: KeptFrame) -> FrameRecord {
        let metadata = kept.frame.metadata
        return FrameRecord(
            eventIndex: kept.step.eventIndex, series: kept.step.series, t: kept.step.t,
            c: kept.step.c, z: kept.step.z, cameraFrame: Int64(metadata.number),
            width: metadata.width, height: metadata.height,
            exposureSeconds: metadata.exposure.inSeconds,
            startedAt: metadata.startedAt.inSeconds, wallTime: metadata.wallTime,
            checksum: metadata.checksum)
    }
}
