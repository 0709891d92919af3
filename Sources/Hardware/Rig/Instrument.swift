/// Everything that a rig file names, opened: dark, still, and latched until somebody arms it.
package struct Instrument: Sendable {
    package let camera: any Camera
    package let stage: any XYStage
    package let focus: any FocusDrive
    /// By device label.
    package let lights: [String: any LightSource]
    package let rig: RigFile
    package let latch: SafetyLatch
    /// `nil` where no line has a descriptor, as in a rehearsal.
    package let lightGuard: LightGuard?
    private let links: Links

    /// Opens every device of `rig`, confirms that all is dark, and starts the light guard.
    ///
    /// - Parameter guardProgram: The path of `tarsier-guard`; by default beside this program.
    package static func connect(
        _ rig: RigFile, wires: any WireFactory, clock: any RunClock, guardProgram: String? = nil
    ) async throws -> Instrument {
        let latch = SafetyLatch()
        let links = Links()
        do {
            let bench = Bench(rig: rig, wires: wires, clock: clock, latch: latch, links: links)
            let parts = try await bench.openAll()
            let lightGuard =
                parts.guarded.isEmpty
                ? nil : try LightGuard(lines: parts.guarded, program: guardProgram)
            if let lightGuard {
                latch.watch { lightGuard.isAlive ? nil : "the light guard has ended" }
            }
            return Instrument(
                camera: parts.camera, stage: parts.stage, focus: parts.focus,
                lights: parts.lights, rig: rig, latch: latch, lightGuard: lightGuard,
                links: links)
        } catch {
            await links.closeAll()
            throw error
        }
    }

    /// Lets the instrument emit and move. Called from what a person does.
    ///
    /// - Throws: when the light guard has ended; then only a new connection helps.
    package func arm() throws(DeviceError) {
        guard lightGuard?.isAlive ?? true else {
            throw DeviceError(
                device: "light guard", request: "arm",
                reason: .refused("it has ended; connect the instrument again"))
        }
        latch.arm()
    }

    /// Tells the light guard that the run's loop is alive; called from that loop, every 0.5 s or
    /// more often while anything may emit.
    package func beat() { lightGuard?.beat() }

    /// Trips the latch, switches every light off, ends any exposure and stops every axis.
    ///
    /// Tries everything, all at once, whatever fails and even in a cancelled task; no wait is
    /// longer than a few time-outs of a line.
    ///
    /// - Returns: One sentence for each thing that could not be confirmed.
    package func enterSafeState(_ reason: String) async -> [String] {
        latch.trip(reason)
        let (camera, stage, focus) = (camera, stage, focus)
        let unconfirmed = await withTaskGroup(of: String?.self) { group in
            // In an order that is the same every time: a rehearsal must be.
            for (label, light) in lights.sorted(by: { $0.key < $1.key }) {
                group.addTask {
                    await attempt("\(label): unknown, possibly on") {
                        () async throws(DeviceError) in
                        try await light.darken()
                    }
                }
            }
            group.addTask {
                await attempt("\(camera.label): unknown, possibly exposing") {
                    () async throws(DeviceError) in
                    try await camera.abort()
                }
            }
            group.addTask {
                await attempt("\(stage.label): unknown, possibly moving") {
                    () async throws(DeviceError) in
                    try await stage.halt()
                }
            }
            if focus.label != stage.label {
                group.addTask {
                    await attempt("\(focus.label): unknown, possibly moving") {
                        () async throws(DeviceError) in
                        try await focus.halt()
                    }
                }
            }
            return await group.reduce(into: [String]()) { sentences, sentence in
                if let sentence { sentences.append(sentence) }
            }
        }
        // Where something may still be on, the guard goes on waiting for a beat that will not come,
        // and then tries on its own.
        if unconfirmed.isEmpty { lightGuard?.rest() }
        return unconfirmed.sorted()
    }

    /// Leaves everything dark and closes every line; the instrument is of no use afterwards.
    package func close() async -> [String] {
        let unconfirmed = await enterSafeState("the instrument was closed")
        // The guard darkens once more, over the same lines.
        lightGuard?.release()
        await links.closeAll()
        return unconfirmed
    }
}

/// Runs what makes the instrument safer; returns `sentence` and why, where it failed.
private func attempt(
    _ sentence: String, _ body: @Sendable () async throws(DeviceError) -> Void
) async -> String? {
    do throws(DeviceError) {
        try await CancellationShield.run { () async throws(DeviceError) in try await body() }
        return nil
    } catch {
        return "\(sentence) (\(error))"
    }
}
