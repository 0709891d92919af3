import Hardware

extension Runner {
    /// The second loop: from the camera to the disk, acknowledged in groups.
    ///
    /// It is not the runner's own work: the next step must not wait for a frame.
    nonisolated func keepFrames() async throws {
        defer { unseen.close() }
        var group: [KeptFrame] = []
        while let pending = await underway.receive() {
            let frame: Frame
            do { frame = try await instrument.camera.frame(pending.number) } catch {
                // Dark first. The frames before it are on disk: no camera's fault takes them back.
                await fail(error)
                try await acknowledge(&group)
                throw error
            }
            try await recorder.keep(frame, of: pending.step)
            let kept = KeptFrame(step: pending.step, frame: frame, exposure: pending.exposure)
            group.append(kept)
            if decider != nil || networks != nil { try await show(kept) }
            if underway.count == 0 || group.count >= settings.groupSize {
                try await acknowledge(&group)
            }
        }
        try await acknowledge(&group)
    }

    /// Makes a group durable; from then on its frames are promised.
    private nonisolated func acknowledge(_ group: inout [KeptFrame]) async throws {
        guard !group.isEmpty else { return }
        try await recorder.acknowledge(group)
        await settle(group)
        group.removeAll()
    }

    private func settle(_ group: [KeptFrame]) {
        for kept in group { unrecorded[kept.step.eventIndex] = nil }
        frameCount += group.count
    }

    private func acquired(_ kept: KeptFrame) throws -> AcquiredFrame {
        let step = kept.step
        return AcquiredFrame(
            eventIndex: step.eventIndex, timeIndex: step.t, plane: step.z, position: step.series,
            positionName: step.positionName, channel: step.channel,
            focusOffsetMicrometers: step.focusOffsetMicrometers,
            isTransmitted: try lights.light(of: step.channel).isTransmitted,
            seconds: kept.exposure.at, powerMilliwatts: step.power.milliwatts ?? 0,
            readNoiseElectrons: instrument.camera.description.readNoiseElectrons,
            pixelMicrometers: instrument.rig.pixelMicrometers, frame: kept.frame)
    }

    /// Hands a frame to the analysis, which may be too busy for it.
    private func show(_ kept: KeptFrame) throws {
        let arrived = ArrivedFrame(
            frame: try acquired(kept),
            plane: PlaneAddress(
                series: kept.step.series, t: kept.step.t, c: kept.step.c, z: kept.step.z),
            arrivedAt: now)
        if !unseen.offer(arrived) { unseenCount += 1 }
    }

    /// Whether what has shone is counted in J/cm²: false while it was uncalibrated lights alone.
    var isDoseKnown: Bool {
        scheduler.ledger.uncalibratedLights.isEmpty || scheduler.ledger.joulesPerCm2 > 0
    }

    /// Real seconds since `arrival`, in whole milliseconds.
    private func waited(since arrival: Duration) -> Double {
        (((now - arrival) / clock.speed).inSeconds * 1000).rounded() / 1000
    }

    /// The third loop: shows each frame to the networks and then to the agent, and lets its
    /// decisions hold from the first open event on.
    func analyse() async throws {
        while var arrived = await unseen.receive() {
            arrived.frame.findings = try await look(at: arrived)
            guard let decider else { continue }
            let standing = RunStanding(
                joulesAtPosition: isDoseKnown
                    ? scheduler.ledger.joulesPerCm2(position: arrived.frame.positionName) : nil,
                joulesInRun: isDoseKnown ? scheduler.ledger.joulesPerCm2 : nil,
                firstOpenEvent: scheduler.firstOpenEvent,
                secondsSinceFrame: waited(since: arrived.arrivedAt))
            let decisions = await decider.decide(on: arrived.frame, standing: standing)
            let latency = (now - arrived.arrivedAt) / clock.speed
            for decision in decisions {
                let from = decision.isShadow ? -1 : try await apply(decision.applied)
                if !decision.isShadow {
                    lastDecision = "\(decision.positionName): \(decision.reason)"
                }
                try await recorder.decide(
                    decision, effectiveFrom: from, at: now, latency: latency)
            }
        }
        await finishImages()
    }

    /// Lets `proposals` hold from the first open event on; returns that event's index.
    ///
    /// Before the focus is moved for the first time it says where it stands.
    func apply(_ proposals: [Proposal]) async throws -> Int {
        let movesFocus = proposals.contains {
            if case .focus = $0.change { true } else { false }
        }
        if movesFocus, scheduler.restingFocus == nil {
            let rest = try await instrument.focus.position()
            scheduler.rest(focus: rest)
            try await recorder.remember(RunFact(key: RunFact.restingFocus, value: "\(rest)"))
        }
        return scheduler.apply(proposals)
    }
}

/// A frame that is on disk but not promised yet.
struct KeptFrame: Sendable {
    let step: Step
    let frame: Frame
    let exposure: ExposureRecord
}
