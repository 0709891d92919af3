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
            try Self.write(try folder.found(), truth: truth)
        }
    }

    static func write(_ folder: RunFolder, truth: String?) throws {
        var source = try ReportSource(folder: folder, truth: truth)
        source.strips = try ImageStrips(folder, source).strips()
        let page = ReportPage.markup(try ReportData(source))
        let state = try source.journal.lastState()
        let table = try SummaryTable(
            source, state: state.map { Self.words(for: $0.state) } ?? "not begun",
            reportPath: folder.report)
        // Who may not write there still reads the table.
        Terminal.write(table.text, to: 1)
        try RealFileSystem().replaceFile(at: folder.report, with: Array(page.utf8))
    }

    private static func words(for state: StateRecord.State) -> String {
        switch state {
        case .completed: "completed"
        case .cancelled: "stopped"
        case .failed: "failed"
        case .preparing, .running, .paused, .finishing: "not ended"
        }
    }
}
