package import Acquisition
package import Agent
import Documents
package import Hardware
package import SimulatedRig

/// A whole run in this process: real drivers, real runner, real agent, on a simulated rig, in
/// virtual time. The same seed gives the same journal.
package struct Rehearsal: Sendable {
    package var experiment: Experiment
    package var rig: RigSettings
    /// Decides the order in which tasks that could run at the same time do run.
    package var schedulingSeed: UInt64 = 1
    /// Keeps the frames; `nil` counts them only.
    package var store: (@Sendable (StoreLayout) throws -> any FrameStore)?
    /// Decides instead of the experiment's agent.
    package var decider: (@Sendable () -> any Decider)?
    /// Looks at the frames instead of the experiment's networks.
    package var worker: (@Sendable (RunOutline) throws -> any FrameNetworks)?
    /// Where the experiment's networks are looked for.
    package var shelf: PackageShelf?
    /// Told how long networks and policy compute.
    package var decisionTimes: DecisionTimes?
    /// Keeps what networks make of the frames in this folder of ``networkFiles``.
    package var derivedImages: String?
    package var networkFiles: any FileSystem = RealFileSystem()
    package var control = RunControl()
    package var settings = RunSettings()
    /// Called between connecting and running, with the rig still dark.
    package var prepare: @Sendable (RigBench, Instrument) async throws -> Void = { _, _ in }
    /// Kills the program after so many jobs; `nil`: never.
    package var killedAfterJobs: Int?
    /// How long the rig is watched after the program has ended.
    package var aftermath = Duration.zero

    package init(experiment: Experiment, rig: RigSettings) {
        self.experiment = experiment
        self.rig = rig
        settings.beatInterval = .seconds(1)
    }

    /// What a rehearsal leaves: how it ended, its journal, and what really happened.
    package struct Result: Sendable {
        package let outcome: RunOutcome
        package let journal: Journal
        package let plan: RunPlan
        package let truth: RigTruth
        /// The truth as the rig's truth file has it, line by line.
        package let truthLines: [String]
        /// How well cells were seen in restored frames, as ``RestoredSight`` has it.
        package let restoredRatios: [Int64: [Int: RestoredRatios]]
        /// The virtual time at the end.
        package let duration: Duration
    }

    /// Runs to the end; throws where the run could not even begin.
    package func run() throws -> Result {
        let life = try live()
        if let failure = life.failure { throw failure }
        guard let outcome = life.outcome, let plan = life.plan else { throw SimulationKilled() }
        let (truth, lines) = life.endRig(after: aftermath)
        return Result(
            outcome: outcome, journal: life.journal, plan: plan, truth: truth, truthLines: lines,
            restoredRatios: life.bench.sight?.ratios ?? [:], duration: life.end)
    }

    /// One life of the program: from connecting to its end, or until it is killed.
    ///
    /// - Parameter earlier: The life before, to be resumed on the same rig and the same journal.
    package func live(after earlier: Life? = nil) throws -> Life {
        let start = earlier?.end ?? .zero
        let executor = SimulationExecutor(seed: schedulingSeed, start: start)
        let wireClock = SimulationClock(executor)
        let bench =
            try earlier.map { RigBench($0.bench, clock: wireClock) }
            ?? RigBench(
                rig, clock: wireClock,
                sight: experiment.networks == nil && worker == nil ? nil : RestoredSight())
        let life = Life(
            bench: bench, journal: try earlier?.journal ?? Journal(path: nil),
            store: earlier?.store, executor: executor)
        do {
            try executor.run(jobLimit: killedAfterJobs ?? .max) {
                try await run(
                    life, SimulationClock(executor, zero: start), isResumed: earlier != nil)
            }
        } catch is SimulationKilled {
            bench.darkenAsGuard()
        } catch { life.note { $0.failure = error } }
        return life
    }

    private func run(_ life: Life, _ clock: SimulationClock, isResumed: Bool) async throws {
        let bench = life.bench
        let text = RigFileText(
            settings: rig, folder: "/rehearsal", control: "tcp://127.0.0.1:1",
            data: "tcp://127.0.0.1:2", speed: 1
        ).text
        let file = try RigFile.parse(text, file: "rehearsal rig.yaml")
        let instrument = try await Instrument.connect(
            file, wires: RehearsalWires(bench), clock: clock)
        let camera = instrument.camera.description
        let plan = try RunPlan(
            experiment: experiment, rig: file, sensor: (camera.width, camera.height),
            attain: instrument.attainableFraction)
        let store = try life.store ?? store?(plan.layout(of: camera)) ?? CountingStore()
        life.note { ($0.plan, $0.store) = (plan, store) }
        try await prepare(bench, instrument)

        let recovery = isResumed ? try Recovery(life.journal, plan: plan) : nil
        let outline = plan.outline(of: camera)
        let runner = Runner(
            instrument: instrument, lights: plan.lights,
            scheduler: try Scheduler(plan: plan, recovery: recovery),
            recorder: RunRecorder(
                journal: life.journal, store: store),
            decider: try timedDecider(), clock: clock, control: control, settings: settings,
            networks: try networks(
                for: outline, layout: plan.layout(of: camera), judging: bench.sight))
        if instrument.latch.reason != nil { try instrument.arm() }
        let outcome = await runner.run(outline, resuming: recovery)
        life.note { $0.outcome = outcome }
    }

    private func networks(
        for outline: RunOutline, layout: StoreLayout, judging sight: RestoredSight?
    ) throws -> RunNetworks? {
        guard let bare = try worker?(outline) ?? preparedWorker(outline, layout) else { return nil }
        let timed: any FrameNetworks = decisionTimes.map { TimedNetworks(bare, $0) } ?? bare
        let worker: any FrameNetworks = sight.map { JudgedNetworks(timed, $0) } ?? timed
        let images = try derivedImages.flatMap {
            try DerivedImages.open(
                at: $0, layout: layout, networks: worker.networks, files: networkFiles)
        }
        return RunNetworks(worker, images: images)
    }

    private func preparedWorker(
        _ outline: RunOutline, _ layout: StoreLayout
    ) throws -> (any FrameNetworks)? {
        guard let section = experiment.networks else { return nil }
        let shelf = shelf ?? PackageShelf(besideFile: section.file)
        let prepared = try NetworkSettings(section).prepare(shelf)
        let agent = try experiment.agent.map { try AgentConfiguration($0.document) }
        let problems =
            prepared.problems(in: outline)
            + (agent?.problems(in: outline, networks: prepared.channels(in: outline)) ?? [])
        guard problems.isEmpty else { throw AcquisitionError.refused(problems) }
        return try prepared.worker(for: outline, layout)
    }

    private func timedDecider() throws -> (any Decider)? {
        guard let decider = try makeDecider() else { return nil }
        return decisionTimes.map { TimedDecider(decider, $0) } ?? decider
    }

    private func makeDecider() throws -> (any Decider)? {
        if let decider { return decider() }
        guard let agent = experiment.agent else { return nil }
        return AgentLoop(try AgentConfiguration(agent.document))
    }
}
