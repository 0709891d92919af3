import Acquisition
import Agent
import ArgumentParser
import Documents
import Hardware

/// A run from connected instruments to its exit code, on the machine's clock and real wires.
struct RunSession {
    private let inputs: Inputs
    private let folder: RunFolder
    private let instrument: Instrument
    private let plan: RunPlan
    private let networks: PreparedNetworks?
    private let journal: Journal
    private let store: ImageStore
    private let recovery: Recovery?
    private let reserve: DiskReserve
    private let clock: SystemClock

    /// Connects, checks, and makes the run's folder; nothing has emitted when this returns.
    ///
    /// - Parameter shelves: Where default networks are.
    static func begin(
        _ inputs: Inputs, folder: RunFolder, shelves: [String]
    ) async throws -> RunSession {
        if let refusal = try folder.refusal(files: RealFileSystem()) {
            throw AcquisitionError.refused([refusal])
        }
        let shelf = PackageShelf(
            besideFile: inputs.experiment.networks?.file ?? "", shelves: shelves)
        let networks = try inputs.networks?.prepare(shelf)
        return try await prepare(inputs, networks, folder: folder) { plan, camera in
            let files = RealFileSystem()
            let kept = inputs.agent?.keptFiles ?? []
            try folder.create(
                experiment: inputs.experimentText, rig: inputs.rigText,
                others: Dictionary(kept.map { ($0.path, $0.bytes) }) { first, _ in first },
                files: files)
            let journal = try Journal(path: folder.journal)
            let facts = facts(of: inputs, camera) + (networks?.facts(shelf) ?? [])
            try journal.write(JournalBatch(facts: facts), durable: true)
            let store = try ImageStore.create(
                plan.layout(of: camera), at: folder.images, files: files)
            return (journal, store, nil)
        }
    }

    /// Connects and finds out what an earlier life left.
    static func resume(
        _ inputs: Inputs, folder: RunFolder, shelves: [String]
    ) async throws -> RunSession {
        guard try RealFileSystem().kind(at: folder.journal) != nil else {
            throw AcquisitionError.refused([
                "\(folder.path): there is no journal, so nobody knows what was exposed; this run "
                    + "cannot be resumed"
            ])
        }
        let journal = try Journal(path: folder.journal)
        do { return try await resume(inputs, folder, journal, shelves) } catch {
            // As it was found: the refusal says what is wrong, and this says nothing new.
            try? journal.close()
            throw error
        }
    }

    private static func resume(
        _ inputs: Inputs, _ folder: RunFolder, _ journal: Journal, _ shelves: [String]
    ) async throws -> RunSession {
        if let begun = try journal.fact(experimentFact), begun != hash(inputs.experimentText) {
            throw AcquisitionError.refused([
                "\(folder.experiment): this is not the experiment that the run began with; put that "
                    + "one back, or begin a new run"
            ])
        }
        if try journal.lastState()?.state == .completed {
            throw AcquisitionError.refused([
                "\(folder.path): the run is complete; nothing to resume"
            ])
        }
        let networks = try inputs.networks?.prepare(
            PackageShelf(resuming: journal, shelves: shelves))
        try networks?.checkUnchanged(since: journal)
        return try await prepare(inputs, networks, folder: folder) { plan, camera in
            let files = RealFileSystem()
            let recovery = try Recovery(journal, plan: plan)
            // A run that was killed before its first frame may have no store yet.
            let store =
                try files.kind(at: folder.images + "/zarr.json") == nil
                ? ImageStore.create(plan.layout(of: camera), at: folder.images, files: files)
                : ImageStore.open(at: folder.images, files: files)
            try refuse(lostFrames(of: journal, in: store), folder)
            if let difference = store.layout.difference(from: plan.layout(of: camera)) {
                throw AcquisitionError.refused([
                    "\(folder.images): \(difference); put back the camera, rig file and experiment "
                        + "that the run began with, or begin a new run"
                ])
            }
            return (journal, store, recovery)
        }
    }

    private static func prepare(
        _ inputs: Inputs, _ networks: PreparedNetworks?, folder: RunFolder,
        _ open: (RunPlan, CameraDescription) throws -> (Journal, ImageStore, Recovery?)
    ) async throws -> RunSession {
        let clock = SystemClock(speed: inputs.rig.clockSpeed)
        let instrument = try await Instrument.connect(
            inputs.rig, wires: RealWires(), clock: clock)
        do {
            let camera = instrument.camera.description
            let plan = try RunPlan(
                experiment: inputs.experiment, rig: inputs.rig,
                sensor: (camera.width, camera.height), attain: instrument.attainableFraction)
            try refuse(inputs, networks, plan, camera, folder)
            let (journal, store, recovery) = try open(plan, camera)
            let reserve = try DiskReserve(at: folder.reserve, files: RealFileSystem())
            return RunSession(
                inputs: inputs, folder: folder, instrument: instrument, plan: plan,
                networks: networks, journal: journal, store: store, recovery: recovery,
                reserve: reserve, clock: clock)
        } catch {
            _ = await instrument.close()
            throw error
        }
    }

    /// Refuses before any light what must not run.
    private static func refuse(
        _ inputs: Inputs, _ networks: PreparedNetworks?, _ plan: RunPlan,
        _ camera: CameraDescription, _ folder: RunFolder
    ) throws {
        let report = try plan.check(
            adapts: inputs.adapts, camera: camera,
            freeByteCount: try RealFileSystem().freeByteCount(at: nearestFolder(to: folder.path)),
            path: folder.path)
        for warning in report.warnings { Terminal.tell("warning: \(warning)") }
        let problems =
            report.refusals + inputs.problems(in: plan.outline(of: camera), with: networks)
        guard problems.isEmpty else { throw AcquisitionError.refused(problems) }
    }

    private static func facts(of inputs: Inputs, _ camera: CameraDescription) -> [RunFact] {
        [RunFact(key: "program", value: "tarsier \(Version.text)")] + CameraFacts(camera).facts + [
            RunFact(key: experimentFact, value: hash(inputs.experimentText)),
            RunFact(key: "rig.sha256", value: hash(inputs.rigText)),
        ]
    }

    private static let experimentFact = "experiment.sha256"

    private static func hash(_ text: String) -> String {
        SHA256Digest.hexadecimal(of: Array(text.utf8))
    }

    /// Frames that the journal has and the images have not.
    private static func lostFrames(
        of journal: Journal, in store: ImageStore
    ) throws -> [FrameRecord] {
        try journal.frames().filter {
            !store.holds(series: $0.series, t: $0.t, c: $0.c, z: $0.z)
        }
    }

    /// Light for the rest is not spent on a run that can never be whole.
    private static func refuse(_ lost: [FrameRecord], _ folder: RunFolder) throws {
        guard let first = lost.first else { return }
        throw AcquisitionError.refused([
            "\(folder.images): \(lost.count) frames that the journal has are lost or damaged, the first "
                + "of event \(first.eventIndex); the run cannot be completed, but what is there can be "
                + "read, and `tarsier report \(folder.path)` tells of it"
        ])
    }

    /// Runs to the end and leaves by the exit code for it.
    func run(writesReport: Bool) async throws {
        let control = RunControl()
        let signals = Signals(control)
        let camera = instrument.camera.description
        let line = ProgressLine(
            plannedSeconds: plan.estimatedDuration(camera).inSeconds
                - (recovery?.offset.inSeconds ?? 0),
            speed: clock.speed, budget: inputs.experiment.light.budget.perPosition)
        let outcome: RunOutcome
        do {
            // Networks take their time to be made ready: before the light guard watches the clock.
            let runner = try runner(control, line)
            try instrument.arm()
            outcome = await runner.run(
                plan.outline(of: camera), resuming: recovery)
        } catch {
            _ = await instrument.close()
            throw error
        }
        let alarms = await instrument.close()
        line.end()
        withExtendedLifetime(signals) {}
        try journal.close()
        tell(outcome, alarms: alarms)
        if writesReport { try ReportCommand.write(folder, truth: nil) }
        throw ExitStatus(outcome.state).code
    }

    private func runner(_ control: RunControl, _ line: ProgressLine) throws -> Runner {
        var settings = RunSettings()
        settings.fileExecutor = FileExecutor(label: "tarsier.files")
        settings.beatInterval = .milliseconds(100) * clock.speed
        let lightGuard = instrument.lightGuard
        settings.beat = {
            lightGuard?.beat()
            return lightGuard?.isAlive ?? true
        }
        settings.progress = { line.show($0) }
        return Runner(
            instrument: instrument, lights: plan.lights,
            scheduler: try Scheduler(plan: plan, recovery: recovery),
            recorder: RunRecorder(journal: journal, store: store, reserve: reserve),
            decider: inputs.agent.map { AgentLoop($0) }, clock: clock, control: control,
            settings: settings, networks: try runNetworks())
    }

    /// The networks with a thread of their own, and with their images beside the frames.
    private func runNetworks() throws -> RunNetworks? {
        guard let networks else { return nil }
        let camera = instrument.camera.description
        let layout = plan.layout(of: camera)
        let worker = try networks.worker(for: plan.outline(of: camera), layout)
        return RunNetworks(
            worker,
            images: try DerivedImages.open(
                at: folder.derivedImages, layout: layout,
                networks: worker.networks),
            executor: FileExecutor(label: "tarsier.networks"))
    }

    private func tell(_ outcome: RunOutcome, alarms: [String]) {
        let kept = "\(outcome.frameCount) frames kept"
        switch outcome.state {
        case .completed: Terminal.tell("completed, \(kept)")
        case .cancelled: Terminal.tell("stopped, \(kept): \(outcome.reason)")
        case .failed: Terminal.tell("failed, \(kept): \(outcome.reason)")
        }
        for alarm in Set(outcome.alarms + alarms).sorted() { Terminal.tell("ALARM \(alarm)") }
        if outcome.isLate {
            Terminal.tell(
                "time points began up to \(brief(outcome.lateness * clock.speed)) later than planned: "
                    + "exposures, moves and read-out take longer than the interval")
        }
        if outcome.skippedLookCount > 0 {
            Terminal.tell(
                "\(outcome.skippedLookCount) looks of networks were skipped: analysis fell behind")
        }
        if outcome.unseenCount > 0 {
            Terminal.tell(
                "\(outcome.unseenCount) frames were kept but not looked at: analysis fell behind")
        }
    }
}

extension RunSession {
    private func brief(_ time: Duration) -> String {
        "\((time.inSeconds * 10).rounded() / 10) s"
    }

    /// The folder itself, or the nearest one above it that exists.
    static func nearestFolder(to path: String) throws -> String {
        var path = path
        while try RealFileSystem().kind(at: path) == nil, path.contains("/") {
            path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
            if path.isEmpty { return "/" }
        }
        return try RealFileSystem().kind(at: path) == nil ? "." : path
    }
}
