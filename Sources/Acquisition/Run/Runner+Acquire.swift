import Hardware

extension Runner {
    /// The first loop: moves, lights and exposes, step by step.
    func acquire() async throws {
        defer { underway.close() }
        while try await mayProceed() {
            let action = try scheduler.next(at: now, place: try await whereabouts())
            switch action {
            case .finished:
                return
            case .wait(let due, let next):
                try await approach(next)
                try await wait(until: due)
            case .skip(let step, let cause, let reason):
                try beat()
                try await skip(step, by: cause, reason: reason)
            case .expose(let step, let planned):
                try await expose(step, planned)
                reportProgress(step.eventIndex)
            }
        }
    }

    private func skip(_ step: Step, by origin: SkipRecord.Origin, reason: String) async throws {
        skippedCount += 1
        try await recorder.skip(step, by: origin, reason: reason, at: now)
        reportProgress(step.eventIndex)
    }

    /// Obeys pause and stop; returns false when the run shall end.
    private func mayProceed() async throws -> Bool {
        guard control.wish == .pause else { return isGoing }
        let began = now
        try await recorder.enter(.paused, at: began, reason: "asked to pause")
        while control.wish == .pause {
            reportProgress(scheduler.firstOpenEvent, isPaused: true)
            try await beatAndSleep(until: now + settings.beatInterval)
        }
        scheduler.postpone(by: now - began)
        try await recorder.enter(.running, at: now, reason: "continued")
        return isGoing
    }

    private var isGoing: Bool {
        if case .stop = control.wish { return false }
        return true
    }

    /// Waits, alive to a change of mind within one beat.
    private func wait(until due: Duration) async throws {
        let wish = control.wish
        while now < due, control.wish == wish {
            try await beatAndSleep(until: min(due, now + settings.beatInterval))
        }
    }

    func beatAndSleep(until moment: Duration) async throws {
        try beat()
        try await sleep(until: moment)
    }

    func beat() throws {
        guard settings.beat() else { throw AcquisitionError.guardIsGone }
    }

    /// Takes one step: everything in place while dark, then light, then on to the next.
    private func expose(_ asked: Step, _ plannedAsked: PlannedExposure) async throws {
        try beat()
        // Motion first: the rest is done while the stage is on its way.
        try await approach(asked)
        var (step, planned) = (asked, plannedAsked)
        step.exposure = try await setCamera(asked)
        if step.exposure != asked.exposure {
            // What the budget has to hold is what the camera makes of it.
            planned = try lights.planned(step, at: plannedAsked.point)
            if let refusal = scheduler.ledger.refusal(for: planned) {
                return try await skip(step, by: .budget, reason: refusal)
            }
        }
        try recorder.intend(step, planned, at: now)
        let light = try lights.light(of: step.channel)
        try await setIntensity(step, light)
        try await settle()
        let place = try await whereabouts()

        // From here on light may reach the sample: until the journal knows better, all of it did.
        unrecorded[step.eventIndex] = try lights.record(
            step, at: place, startedAt: now, seconds: planned.seconds, isUncertain: true)
        shining = Shining(step: step, place: place, since: now)
        let (number, began, seconds) = try await shine(step, light)
        shining = nil
        let exposure = try lights.record(
            step, at: place, startedAt: began, seconds: seconds, isUncertain: false)
        unrecorded[step.eventIndex] = exposure
        try scheduler.book(exposure)
        exposedCount += 1
        let frame = PendingFrame(step: step, number: number, exposure: exposure)
        // A slow disk makes the run wait, alive.
        while !underway.offer(frame), !underway.isClosed {
            try await beatAndSleep(until: now + settings.queueInterval)
        }
    }

    /// Starts the moves to a step's place, if it has one and we are not there.
    private func approach(_ step: Step) async throws {
        if let point = step.point, point != stance.point {
            stance.point = point
            stance.isMovingStage = true
            try await instrument.stage.startMove(to: point)
        }
        if let z = step.zMicrometers, z != stance.zMicrometers {
            stance.zMicrometers = z
            stance.isMovingFocus = true
            try await instrument.focus.startMove(toMicrometers: z)
        }
    }

    /// Waits for what moves, and beats meanwhile: across a plate it takes seconds.
    private func settle() async throws {
        guard stance.isMovingStage || stance.isMovingFocus else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.waitForMotion() }
            group.addTask {
                while true {
                    try await self.beatAndSleep(until: await self.now + self.settings.beatInterval)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func waitForMotion() async throws {
        if stance.isMovingStage {
            try await instrument.stage.waitUntilSettled()
            stance.isMovingStage = false
        }
        if stance.isMovingFocus {
            try await instrument.focus.waitUntilSettled()
            stance.isMovingFocus = false
        }
    }

    private func whereabouts() async throws -> StagePoint {
        if let point = stance.point { return point }
        let point = try await instrument.stage.position()
        stance.point = point
        return point
    }

    /// Sets the camera, and returns how long it will expose.
    private func setCamera(_ step: Step) async throws -> Duration {
        let camera = CameraSettings(exposure: step.exposure, region: step.region)
        if camera != stance.camera {
            stance.exposure = try await instrument.camera.configure(camera)
            stance.camera = camera
        }
        return stance.exposure
    }

    /// Sets the light's power, still dark.
    private func setIntensity(_ step: Step, _ light: ChannelLight) async throws {
        let fraction = try lights.setting(step.power, of: light).fraction
        if stance.intensities[light.name] != fraction {
            try await source(light).setIntensity(fraction, line: light.line)
            stance.intensities[light.name] = fraction
        }
    }
}
