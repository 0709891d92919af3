import Acquisition
import Agent
import ArgumentParser
import Dashboard

/// Writes a run's report and prints its table.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run's report.html and print its table.",
        discussion: """
            Also for a run that goes on or has failed. With the truth file of a simulated rig the \
            report says what really happened: divisions, harm, and light.
            """)

    @OptionGroup var folder: RunFolderArgument
    @Option(help: "The truth file of the simulated rig.")
    var truth: String?

    func run() async throws {
        try await refusing {
            try Self.write(RunFolder(path: folder.run), truth: truth)
        }
    }

    static func write(_ folder: RunFolder, truth: String?) throws {
        let inputs = try Inputs(experiment: folder.experiment, rig: folder.rig)
        let journal = try Journal.reading(path: folder.journal)
        let score = try truth.map { try RunScore(truthAt: $0) }
        let summary = RunSummary(folder, inputs: inputs, journal: journal, score: score)
        let table = try summary.table()
        Terminal.write(table.text, to: 1)
    }
}
