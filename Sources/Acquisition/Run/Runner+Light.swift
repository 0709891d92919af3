import Hardware

extension Runner {
    /// Lights the sample for one exposure and goes dark again.
    ///
    /// - Returns: The frame's number, when it began, and for how long light reached the sample: the
    ///   exposure where the camera gates the light, else from switching on to the confirmed off.
    func shine(
        _ step: Step, _ light: ChannelLight
    ) async throws -> (number: UInt64, began: Duration, seconds: Double) {
        // What software switches must not shine while the disk is written to.
        if !light.isGatedByCamera { try recorder.settleIntent() }
        let switchedOn = now
        let source = try source(light)
        setDarkMoment(after: step.exposure)
        try await source.setEmission(on: true, line: light.line)
        guard !light.isGatedByCamera else {
            let (number, began) = try await takeFrame(lasting: step.exposure)
            try await source.setEmission(on: false, line: light.line)
            return (number, began, step.exposure.inSeconds)
        }
        return try await withThrowingTaskGroup(of: (number: UInt64, began: Duration)?.self) {
            group in
            group.addTask { try await self.takeFrame(lasting: step.exposure) }
            group.addTask {
                try await self.passDarkMoment()
                return nil
            }
            // A camera that says nothing must not cost the sample any light.
            var taken = try await group.next() ?? nil
            try await source.setEmission(on: false, line: light.line)
            let dark = now
            let isLate = taken == nil
            if isLate { taken = try await group.next() ?? nil }
            group.cancelAll()
            guard let taken else { throw CancellationError() }
            let missing = taken.began + step.exposure - dark
            if isLate, missing > .zero { try await noteUnlit(step, for: missing) }
            return (taken.number, taken.began, (dark - switchedOn).inSeconds)
        }
    }

    /// Takes one frame and waits for its exposure's end.
    private func takeFrame(
        lasting exposure: Duration
    ) async throws -> (number: UInt64, began: Duration) {
        let number = try await instrument.camera.trigger()
        let began = now
        setDarkMoment(after: exposure)
        try recorder.settleIntent()
        try await waitForExposureEnd(of: number, lasting: exposure)
        return (number, began)
    }

    /// A light that software switches goes off at the latest when an exposure that begins now must
    /// have ended.
    private func setDarkMoment(after exposure: Duration) {
        darkMoment = now + exposure + settings.lightGrace * clock.speed
    }

    private func passDarkMoment() async throws {
        while now < darkMoment { try await sleep(until: darkMoment) }
    }

    private func noteUnlit(_ step: Step, for missing: Duration) async throws {
        try await recorder.note(
            "event \(step.eventIndex): the camera began so late that the light was off again for "
                + "\(missing.inSeconds) s of its exposure",
            severity: .major, device: instrument.camera.description.model, at: now)
    }

    func source(_ light: ChannelLight) throws -> any LightSource {
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
