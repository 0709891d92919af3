import Acquisition
import ArgumentParser
import Dashboard
import Foundation
import Learning
import Models

/// Measures what a network reaches on data with a truth.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure what a network reaches on data with a truth.",
        discussion: """
            Prints each figure with an interval of 95 % over images, and beside it what simpler \
            means reach on the same images. The figures say what a network is worth only on data \
            that it was not trained on.
            """)

    @Argument(help: "A package (folder or zip), or the name of a default network.")
    var package: String
    @Option(parsing: .upToNextOption, help: "Runs and training folders.")
    var data: [String]
    @Option(help: "A channel to look at; may be repeated.")
    var channel: [String] = []
    @Option(help: "Which labels hold the truth of a segmentation, such as nuclei.")
    var labels: String?
    @Option(help: "For a segmentation: restore dim frames with this network and segment them, too.")
    var restore: String?
    @Option(help: "For a virtual label: outline objects in what it predicts with this network.")
    var segment: String?
    @Option(
        parsing: .upToNextOption,
        help: "Runs and folders with frames that the network should call strange.")
    var strange: [String] = []
    @Option(help: "The most frames to read of each folder, chosen evenly.")
    var limit = 200
    @Flag(help: "Work the network out as runs do: sooner, and rounded more.")
    var asInRuns = false
    @Option(help: "Write a page with figures and examples to this file.")
    var html: String?
    @Flag(help: "Print the figures as JSON.")
    var json = false
    @OptionGroup var networks: NetworkOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is a number of frames above 0") }
    }

    func run() async throws {
        QuietThreads.ensure()
        try await refusing {
            let (package, path) = try networks.package(package)
            var settings = EvaluationJob.Settings()
            settings.channels = channel
            settings.labels = labels
            settings.strangers = strange
            settings.limit = limit
            if asInRuns { settings.method = .quickest }
            settings.restoration = try restore.map { try networks.package($0).package }
            settings.segmentation = try segment.map { try networks.package($0).package }
            let outcome = try EvaluationJob(
                package, path: path, sources: data, settings: settings
            ).run()
            if let html {
                var report = TrainingReport(outcome.record, purpose: outcome.purpose)
                report.examples = outcome.examples
                report.command = CommandLine.arguments.joined(separator: " ")
                let page = TrainingPage.markup(report)
                try RealFileSystem().replaceFile(at: html, with: Array(page.utf8))
            }
            if json {
                Terminal.print(try Self.json(outcome))
            } else {
                Terminal.print(FigureLines.text(outcome.record.figures))
                for note in outcome.record.notes { Terminal.tell("note: \(note)") }
                Terminal.print("\(outcome.record.ending)")
                if let html { Terminal.print("page: \(html)") }
            }
        }
    }

    private static func json(_ outcome: EvaluationJob.Outcome) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(outcome.record), as: UTF8.self)
    }
}
