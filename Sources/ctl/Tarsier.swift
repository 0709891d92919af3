import ArgumentParser

/// The command line.
@main
struct Tarsier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tarsier",
        abstract: "Runs live-cell microscopes by the least light.",
        discussion: """
            A first run on the simulated rig, in two terminals:

              tarsier rig --speed 120 --folder /tmp/rig
              tarsier run examples/mitosis-watch.yaml --rig /tmp/rig/rig.yaml --out run-1

            Exit codes: 0 completed, 1 failed (what was kept is kept), 2 refused before any light \
            (a file, a plan, a device), 3 stopped by a person, 64 a wrong command line.
            """,
        version: Version.text,
        subcommands: [
            CheckCommand.self, RunCommand.self, ResumeCommand.self, DevicesCommand.self,
            SnapCommand.self,
            RigCommand.self, ReportCommand.self, RehearseCommand.self, BenchCommand.self,
            TrainPolicyCommand.self,
            ReplayCommand.self, ReplayScoresCommand.self,
            TrainCommand.self, PredictCommand.self, EvaluateCommand.self, ModelsCommand.self,
            PauseCommand.self, ContinueCommand.self, StopCommand.self,
        ])
}

/// The version of this program.
enum Version {
    static let text = "0.1.0"
}
