package import Hardware

/// Carries a plan out on an instrument: acquire first, store second, analyse third.
///
/// Three loops run side by side. *Acquire* moves, lights and exposes; *keep* takes each frame from
/// the camera to the disk and acknowledges it in the journal; *analyse* shows it to the agent. The
/// next move begins as soon as an exposure has ended, while its frame is still being read out. Any
/// error in any loop enters the safe state first and is reported after.
package actor Runner {
    let instrument: Instrument
    let lights: LightTable
    let recorder: RunRecorder
    let decider: (any Decider)?
    let clock: any RunClock
    let control: RunControl
    let settings: RunSettings
    let networks: RunNetworks?

    var scheduler: Scheduler
    let underway: BoundedQueue<PendingFrame>
    let unseen: BoundedQueue<ArrivedFrame>
    /// Light that was given, or may have been, and is not in the journal yet.
    var unrecorded: [Int: ExposureRecord] = [:]
    var shining: Shining?
    /// When a light that software switches goes off whatever the camera says.
    var darkMoment = Duration.zero
    var lastDecision: String?
    var frameCount = 0
    var skippedCount = 0
    var unseenCount = 0
    var exposedCount = 0
    /// One for each network.
    var tallies: [NetworkTally]
    var keepsNetworkImages = true
    /// Where the instrument was last sent, so that nothing is sent twice.
    var stance = Stance()
    private var alarms: [String]?
    private var earlierFrameCount = 0
    /// The clock's time at which the run's own began.
    private var epoch = Duration.zero
    /// What went wrong first; what follows from it must not take its place.
    private var firstFailure: (any Error)?

    package init(
        instrument: Instrument, lights: LightTable, scheduler: Scheduler, recorder: RunRecorder,
        decider: (any Decider)?, clock: any RunClock, control: RunControl, settings: RunSettings,
        networks: RunNetworks? = nil
    ) {
        self.instrument = instrument
        self.lights = lights
        self.scheduler = scheduler
        self.recorder = recorder
        self.decider = decider
        self.clock = clock
        self.control = control
        self.settings = settings
        self.networks = networks
        tallies = (networks?.worker.networks ?? []).map { _ in NetworkTally() }
        underway = BoundedQueue(capacity: settings.frameQueueCapacity)
        unseen = BoundedQueue(capacity: settings.analysisQueueCapacity)
    }

    /// Runs the plan to its end, a stop or an error; always ends dark.
    ///
    /// The instrument must be armed.
    ///
    /// - Parameters:
    ///   - outline: What the agent is told before the first exposure.
    ///   - recovery: What an earlier life of this run left, if there was one.
    package func run(_ outline: RunOutline, resuming recovery: Recovery? = nil) async -> RunOutcome
    {
        var failure: (any Error)?
        epoch = clock.now - (recovery?.offset ?? .zero)
        earlierFrameCount = recovery?.frameCount ?? 0
        frameCount = earlierFrameCount
        do {
            try await recorder.enter(
                .running, at: now, reason: recovery == nil ? "" : "resumed")
            try await brief(outline, recovery)
            failure = await runLoops()
        } catch { failure = error }
        let alarms = await enterSafeState(failure.map(describe) ?? "the run has ended")
        return await finish(failure: failure, alarms: alarms)
    }

    /// Time since the start of the run's first life; what the journal, the plan and the agent see.
    var now: Duration { clock.now - epoch }

    func sleep(until moment: Duration) async throws {
        try await clock.sleep(until: moment + epoch)
    }

    /// Tells the agent what is to come, or what it had already seen.
    private func brief(_ outline: RunOutline, _ recovery: Recovery?) async throws {
        if let recovery { try await recorder.book(recovery.uncertain) }
        guard let decider else { return }
        let opening = await decider.begin(outline)
        guard recovery?.decisions.isEmpty ?? true else {
            var unreadableCount = 0
            for decision in recovery?.decisions ?? [] {
                unreadableCount += await decider.restore(inputs: decision.inputs) ? 0 : 1
            }
            guard unreadableCount > 0 else { return }
            return try await recorder.note(
                "what \(unreadableCount) decisions were made on could not be read back from the "
                    + "journal: the agent goes on without it",
                severity: .major, at: now)
        }
        for decision in opening {
            let from = decision.isShadow ? -1 : try await apply(decision.applied)
            try await recorder.decide(decision, effectiveFrom: from, at: now, latency: .zero)
        }
    }

    /// Runs the three loops until all have ended; returns the first error.
    private func runLoops() async -> (any Error)? {
        let files = settings.fileExecutor
        return await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask { await self.guarded { try await self.acquire() } }
            if let files {
                group.addTask(executorPreference: files) {
                    await self.guarded { try await self.keepFrames() }
                }
            } else {
                group.addTask { await self.guarded { try await self.keepFrames() } }
            }
            group.addTask { await self.guarded { try await self.analyse() } }
            var first: (any Error)?
            for await error in group {
                guard let error else { continue }
                first = first ?? error
                group.cancelAll()
            }
            return firstFailure ?? first
        }
    }

    /// Runs one loop; an error goes dark before anybody else hears of it.
    private func guarded(
        _ loop: @Sendable () async throws -> Void
    ) async -> (any Error)? {
        do {
            try await loop()
            return nil
        } catch {
            if !(error is CancellationError) { await fail(error) }
            underway.close()
            unseen.close()
            return error
        }
    }

    /// Goes dark because of `error`.
    func fail(_ error: any Error) async {
        firstFailure = firstFailure ?? error
        _ = await enterSafeState(describe(error))
    }

    /// Latches the safe state once; returns what could not be confirmed.
    private func enterSafeState(_ reason: String) async -> [String] {
        instrument.latch.trip(reason)
        if let alarms { return alarms }
        let found = await instrument.enterSafeState(reason)
        alarms = found
        return found
    }

    /// What software switches shone until the safe state, however short its exposure was to be.
    private func countUntilDark() throws {
        guard let shining, try !lights.light(of: shining.step.channel).isGatedByCamera else {
            return
        }
        let index = shining.step.eventIndex
        let seconds = (now - shining.since).inSeconds
        unrecorded[index] = try lights.record(
            shining.step, at: shining.place, startedAt: shining.since,
            seconds: max(seconds, unrecorded[index]?.seconds ?? 0), isUncertain: true)
    }

    /// Writes how the run ended, checks that completed means complete.
    private func finish(failure: (any Error)?, alarms: [String]) async -> RunOutcome {
        var outcome = RunOutcome(
            state: .completed, reason: "", frameCount: frameCount, skippedCount: skippedCount,
            unseenCount: unseenCount,
            skippedLookCount: tallies.reduce(0) { $0 + $1.skippedCount },
            lateness: scheduler.lateness / clock.speed, alarms: alarms)
        await recorder.releaseReserve()
        do {
            try recorder.settleIntent()
            try countUntilDark()
            try await recorder.book(Array(unrecorded.values))
            if let failure { throw failure }
            if !alarms.isEmpty { throw AcquisitionError.notDark(alarms) }
            if outcome.isLate {
                try await recorder.note(
                    "time points began up to \(scheduler.lateness.inSeconds) s later than planned",
                    severity: .minor, at: now)
            }
            try await recorder.enter(.finishing, at: now, reason: "")
            try await recorder.verify(
                exposedCount: exposedCount, earlierFrames: earlierFrameCount)
            if case .stop(let reason) = control.wish {
                outcome.state = .cancelled
                outcome.reason = reason
            }
        } catch {
            outcome.state = .failed
            outcome.reason = describe(error)
        }
        do {
            try await recorder.finish(outcome, at: now)
        } catch  where outcome.state != .failed {
            outcome.state = .failed
            outcome.reason = describe(error)
        } catch {
            outcome.reason += "; the journal could not be closed: \(describe(error))"
        }
        return outcome
    }

    func reportProgress(_ eventIndex: Int, isPaused: Bool = false) {
        settings.progress(
            RunProgress(
                seconds: now.inSeconds, eventIndex: eventIndex, frameCount: frameCount,
                skippedCount: skippedCount,
                joulesInRun: isDoseKnown ? scheduler.ledger.joulesPerCm2 : nil,
                joulesAtWorstPosition: isDoseKnown
                    ? scheduler.ledger.joulesAtWorstPosition : nil,
                lastDecision: lastDecision, isPaused: isPaused))
    }
}

/// An error in one line for a person.
func describe(_ error: any Error) -> String { String(describing: error) }
