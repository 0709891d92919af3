import ArgumentParser
import Learning

/// Runs a network on images.
struct PredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Run a network on a TIFF file, OME-Zarr or a run.",
        discussion: """
            Every plane, time and channel that the network takes goes through it; the result is a \
            file of the same kind with the same axes and the pixel size that belongs to it; a name \
            that ends in .ome.tif makes it an OME-TIFF, with the names of the channels. \
            Networks that outline objects give labels: 0 is background, every plane counts from 1. \
            The result is there when it is whole.
            """)

    @Argument(help: "A package (folder or zip), or the name of a default network.")
    var package: String
    @Argument(help: "A .tif file, a .zarr folder, or the folder of a run.")
    var input: String
    @Argument(help: "What to write: .tif where TIFF goes in, else .zarr.")
    var output: String
    @Option(help: "A channel to look at; may be repeated, in the order that the network takes.")
    var channel: [String] = []
    @Option(help: "Longest side in pixels that is run as a whole.")
    var tile: Int?
    @Flag(help: "Outline the objects, for a network of others that gives a foreground.")
    var labels = false
    @Flag(
        help: """
            For upscale: add an image of how far the answer, blurred again, lies from the frame.
            """)
    var errorMap = false
    @OptionGroup var networks: NetworkOptions

    func validate() throws {
        if let tile, !(16...16_384).contains(tile) {
            throw ValidationError("--tile is 16 to 16384 pixels")
        }
    }

    func run() async throws {
        QuietThreads.ensure()
        let job = try await refusing {
            let (package, path) = try networks.package(package)
            var settings = PredictionJob.Settings()
            settings.channels = channel
            settings.tile = tile
            settings.wantsLabels = labels
            settings.wantsErrorMap = errorMap
            return try PredictionJob(
                package, path: path, input: input, output: output, settings: settings)
        }
        for note in job.notes { Terminal.tell("warning: \(note)") }
        let line = StatusLine(isPatient: true)
        let started = ContinuousClock.now
        do {
            let summary = try job.run { progress in
                let spent = (ContinuousClock.now - started) / .seconds(1)
                let left = spent / Double(progress.done) * Double(progress.total - progress.done)
                line.show(
                    "\(StatusLine.clock(left)) left · \(progress.done) of \(progress.total) frames")
            }
            line.end()
            Terminal.print(Self.text(of: summary))
        } catch {
            line.end()
            Terminal.tell("tarsier: \(error)")
            throw ExitStatus.failed.code
        }
    }

    /// "out.tif: 12 frames, 0.021 s each, by restore (3f2a…)"
    private static func text(of summary: PredictionSummary) -> String {
        let frames = summary.frameCount == 1 ? "1 frame" : "\(summary.frameCount) frames"
        let objects = summary.objectCount.map { ", \($0) \($0 == 1 ? "object" : "objects")" } ?? ""
        return "\(summary.output): \(frames), \(FigureLines.number(summary.secondsPerFrame)) s "
            + "each\(objects), by \(summary.network) (\(summary.hash.prefix(12)))"
    }
}
