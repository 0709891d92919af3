import Acquisition
import Agent
import ArgumentParser
import Documents
import Hardware
import Rehearsal
import SimulatedRig

/// Runs an experiment on simulated specimens in virtual time, for several policies and seeds.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Try an experiment on simulated specimens, hours in seconds.",
        discussion: """
            Runs the whole program, drivers and all, against the simulated rig in this process and \
            in virtual time: each policy on the same specimens, one specimen per seed. Prints what \
            each caught and what it cost, by the truth of the simulation.
            """)

    @Argument(help: "The experiment.")
    var experiment: String
    @Option(help: "How many specimens.")
    var seeds = 5
    @Option(help: "The first specimen's seed.")
    var firstSeed: UInt64 = 1
    @Option(
        help:
            "What to compare, by commas: `fixed`, the plan as it stands, and `plan`, with the policy in the file."
    )
    var policies = "fixed,plan"
    @Option(help: "Settings of the simulated rig (JSON), as for tarsier-rig --config.")
    var config: String?
    @OptionGroup var networks: NetworkOptions

    func validate() throws {
        guard (1...10_000).contains(seeds) else { throw ValidationError("--seeds is 1 to 10000") }
        guard firstSeed <= UInt64.max - 10_000 else {
            throw ValidationError("--first-seed leaves no numbers after it")
        }
        guard !names.isEmpty else { throw ValidationError("--policies names no policy") }
        for name in names where name != "plan" && name != "fixed" {
            throw ValidationError("--policies knows fixed and plan, not \(name)")
        }
    }

    func run() async throws {
        QuietThreads.ensure()
        try await refusing {
            let text = try Inputs.text(of: experiment)
            let given = try Experiment(document: try Document.parse(text, file: experiment))
            var settings = RigSettings()
            if let config {
                settings = try RigSettings(json: try Inputs.text(of: config), file: config)
            }
            try compare(given, names, settings)
        }
    }

    private var names: [String] { policies.split(separator: ",").map(String.init) }

    private func compare(_ given: Experiment, _ names: [String], _ settings: RigSettings) throws {
        let adapts = try given.agent.map { try AgentConfiguration($0.document) }?.adapts ?? false
        var table = RehearsalTable(policies: names)
        Terminal.print(table.head)
        for seed in firstSeed..<(firstSeed + UInt64(seeds)) {
            for name in names {
                var rehearsal = Rehearsal(
                    experiment: name == "fixed" ? given.withoutAgent : given, rig: settings)
                rehearsal.rig.seed = seed
                rehearsal.shelf = PackageShelf(
                    besideFile: experiment, shelves: try networks.shelves())
                rehearsal.prepare = { try Self.refuse(given, adapts: adapts, on: $1) }
                let started = ContinuousClock.now
                let result = try rehearsal.run()
                let row = try RehearsalTable.Row(
                    seed: seed, policy: name, result,
                    realSeconds: (ContinuousClock.now - started).inSeconds)
                table.add(row)
                Terminal.print(row.text)
            }
        }
        Terminal.print(table.summary)
    }

    /// What no run would begin is not rehearsed either.
    private static func refuse(
        _ experiment: Experiment, adapts: Bool, on instrument: Instrument
    ) throws {
        let camera = instrument.camera.description
        let plan = try RunPlan(
            experiment: experiment, rig: instrument.rig, sensor: (camera.width, camera.height),
            attain: instrument.attainableFraction)
        let report = try plan.check(
            adapts: adapts, camera: camera, freeByteCount: .max, path: "the disk")
        guard report.refusals.isEmpty else { throw AcquisitionError.refused(report.refusals) }
    }
}

extension Experiment {
    /// The plan as it stands, with nobody deciding.
    fileprivate var withoutAgent: Experiment {
        var fixed = self
        fixed.agent = nil
        return fixed
    }
}
