package import Acquisition
import Agent
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
    package var control = RunControl()
    /// Called between connecting and running, with the rig still dark.
    package var prepare: @Sendable (RigBench, Instrument) async throws -> Void = { _, _ in }

    package init(experiment: Experiment, rig: RigSettings) {
        self.experiment = experiment
        self.rig = rig
    }

    /// What a rehearsal leaves: how it ended, its journal, and what really happened.
    package struct Result: Sendable {
        package let outcome: RunOutcome
        package let journal: Journal
        package let plan: RunPlan
        package let truth: RigTruth
        /// The truth as the rig's truth file has it, line by line.
        package let truthLines: [String]
        /// The virtual time at the end.
        package let duration: Duration
    }

    /// Runs to the end; throws where the run could not even begin.
    package func run() throws -> Result {
        try SimulationExecutor.run(seed: schedulingSeed) { executor in
            try await run(on: SimulationClock(executor))
        }
    }

    private func run(on clock: SimulationClock) async throws -> Result {
        let bench = try RigBench(rig, clock: clock)
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
        let journal = try Journal(path: nil)
        let store = try store?(plan.layout(of: camera)) ?? CountingStore()
        try await prepare(bench, instrument)

        var settings = RunSettings()
        settings.beatInterval = .seconds(1)
        let runner = Runner(
            instrument: instrument, lights: plan.lights,
            scheduler: try Scheduler(plan: plan, recovery: nil),
            recorder: RunRecorder(journal: journal, store: store),
            decider: try Self.decider(experiment), clock: clock, control: control,
            settings: settings)
        if instrument.latch.reason != nil { try instrument.arm() }
        let outcome = await runner.run(plan.outline(of: camera))
        let (truth, lines) = bench.end()
        return Result(
            outcome: outcome, journal: journal, plan: plan, truth: truth, truthLines: lines,
            duration: clock.now)
    }

    private static func decider(_ experiment: Experiment) throws -> (any Decider)? {
        guard let agent = experiment.agent else { return nil }
        return AgentLoop(try AgentConfiguration(agent.document))
    }
}
