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
                skippedCount += 1
                try await recorder.skip(step, by: cause, reason: reason, at: now)
                reportProgress(step.eventIndex)
            case .expose(let step, let planned):
                try await expose(step, planned)
                reportProgress(step.eventIndex)
            }
        }
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

    private func beatAndSleep(until moment: Duration) async throws {
        try beat()
        try await sleep(until: moment)
    }

    private func beat() throws {
        guard settings.beat() else { throw AcquisitionError.guardIsGone }
    }

    /// Takes one step: everything in place while dark, then light, then on to the next.
    private func expose(_ step: Step, _ planned: PlannedExposure) async throws {
        try beat()
        async let intent: Void = recorder.intend(step, planned, at: now)
        async let motion: Void = approach(step)
        let light = try lights.light(of: step.channel)
        try await prepare(step, light)
        try await motion
        try await settle()
        try await intent
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
        _ = await underway.send(PendingFrame(step: step, number: number, exposure: exposure))
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

    /// Waits for what moves.
    private func settle() async throws {
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

    /// Sets camera and light power, still dark.
    private func prepare(_ step: Step, _ light: ChannelLight) async throws {
        let camera = CameraSettings(exposure: step.exposure, region: step.region)
        if camera != stance.camera {
            try await instrument.camera.configure(camera)
            stance.camera = camera
        }
        let fraction = try lights.setting(step.power, of: light).fraction
        if stance.intensities[light.name] != fraction {
            try await source(light).setIntensity(fraction, line: light.line)
            stance.intensities[light.name] = fraction
        }
    }

    /// Lights the sample for one exposure and goes dark again.
    ///
    /// - Returns: The frame's number, when it began, and for how long light reached the sample: the
    ///   exposure where the camera gates the light, else from switching on to the confirmed off.
    private func shine(
        _ step: Step, _ light: ChannelLight
    ) async throws -> (number: UInt64, began: Duration, seconds: Double) {
        let switchedOn = now
        let source = try source(light)
        try await source.setEmission(on: true, line: light.line)
        let number = try await instrument.camera.trigger()
        let began = now
        guard !light.isGatedByCamera else {
            try await waitForExposureEnd(of: number, lasting: step.exposure)
            try await source.setEmission(on: false, line: light.line)
            return (number, began, step.exposure.inSeconds)
        }
        let lit = try await darken(source, light, after: number, lasting: step.exposure)
        return (number, began, (lit - switchedOn).inSeconds)
    }

    /// Switches off a light that only we can end: when the camera says that it has exposed, or soon
    /// after it must have. A camera that says nothing must not cost the sample any light.
    ///
    /// - Returns: When darkness was confirmed.
    private func darken(
        _ source: any LightSource, _ light: ChannelLight, after number: UInt64,
        lasting exposure: Duration
    ) async throws -> Duration {
        let latest = now + exposure + settings.lightGrace
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.waitForExposureEnd(of: number, lasting: exposure)
                return true
            }
            group.addTask {
                try await self.sleep(until: latest)
                return false
            }
            let hasEnded = try await group.next() ?? true
            try await source.setEmission(on: false, line: light.line)
            let dark = now
            if !hasEnded { _ = try await group.next() }
            group.cancelAll()
            return dark
        }
    }

    private func source(_ light: ChannelLight) throws -> any LightSource {
        guard let source = instrument.lights[light.device] else {
            throw AcquisitionError.refused(["\(light.device) is not connected"])
        }
        return source
    }

    /// Waits for the exposure's end; beats meanwhile when it is long, but never past its end.
    private func waitForExposureEnd(of number: UInt64, lasting exposure: Duration) async throws {
        let camera = instrument.camera
        guard exposure > settings.beatInterval * 4 else {
            return try await camera.waitForExposureEnd(of: number)
        }
        let latest = now + exposure + settings.beatInterval * 4
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await camera.waitForExposureEnd(of: number)
                return true
            }
            group.addTask {
                while await self.now < latest {
                    try await self.beatAndSleep(until: await self.now + self.settings.beatInterval)
                }
                return false
            }
            while let hasEnded = try await group.next(), !hasEnded {}
            group.cancelAll()
        }
    }
}
