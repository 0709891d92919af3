import Acquisition
import ArgumentParser

/// Runs an experiment.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run an experiment on a rig.",
        discussion: """
            Everything is written to one folder: the two files as given, the journal, the images \
            as OME-Zarr, and report.html. Ctrl-C ends the run dark after the exposure under way, and keeps what it has; a second \
            Ctrl-C changes nothing. From another terminal: `tarsier pause`, `continue`, `stop`.
            """)

    @Argument(help: "The experiment: a useq-schema document, or one with our sections.")
    var experiment: String
    @Option(help: "The rig file.")
    var rig: String
    @Option(help: "A new folder for the run.")
    var out: String
    @Flag(name: .customLong("no-report"), help: "Do not write report.html at the end.")
    var skipsReport = false
    @OptionGroup var networks: NetworkOptions

    func run() async throws {
        QuietThreads.ensure()
        let session = try await refusing {
            let inputs = try Inputs(experiment: experiment, rig: rig)
            return try await RunSession.begin(
                inputs, folder: RunFolder(path: out), shelves: try networks.shelves())
        }
        try await session.run(writesReport: !skipsReport)
    }
}

/// Goes on with a run that was killed, stopped or failed.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that was killed, stopped or failed.",
        discussion: """
            Nothing is exposed twice: an exposure that was begun but whose frame is not there is \
            counted as spent and left out. What is still to come starts now and keeps its intervals.
            """)

    @OptionGroup var folder: RunFolderArgument
    @Option(help: "Another rig file, if ports have changed; by default the one in the folder.")
    var rig: String?
    @Flag(name: .customLong("no-report"), help: "Do not write report.html at the end.")
    var skipsReport = false
    @OptionGroup var networks: NetworkOptions

    func run() async throws {
        QuietThreads.ensure()
        let session = try await refusing {
            let folder = try folder.found()
            let inputs = try Inputs(experiment: folder.experiment, rig: rig ?? folder.rig)
            return try await RunSession.resume(
                inputs, folder: folder, shelves: try networks.shelves())
        }
        try await session.run(writesReport: !skipsReport)
    }
}
