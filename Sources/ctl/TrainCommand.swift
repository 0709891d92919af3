import Acquisition
import ArgumentParser
import Dashboard
import Documents
import Foundation
import Hardware
import Learning
import Models

/// Trains a network.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a network on runs or folders of images.",
        discussion: """
            Networks: restore, segment, label, upscale; state and damage judge single cells. Data \
            are runs of Tarsier, folders of `tarsier-rig fields`, and folders with NAME.tif and \
            NAME-labels.tif (docs/networks.md has the format). Positions are kept whole: some \
            train, some decide when to stop, some only judge.

            Writes OUT (a package of the BioImage Model Zoo) and OUT.html (curves, examples, what \
            was held out, figures beside what the network must beat). Ctrl-C stops at the next \
            validation; the same command then goes on.

            For example
              tarsier train restore --data run-1 --out restore.zip
              tarsier train segment --data nuclei/ --labels cells --minutes 10 --out nuclei.zip
              tarsier train label --data run-2 --inputs phase --structures nuclei --out label.zip
            """)

    @Argument(help: "restore, segment, label, upscale, state or damage.")
    var network: String
    @Option(parsing: .upToNextOption, help: "Runs and folders.")
    var data: [String]
    @Option(
        parsing: .upToNextOption,
        help: """
            Runs and folders that only judge; what --data would have kept back for that trains, too.
            """)
    var heldOut: [String] = []
    @Option(help: "The package to write; must not be there yet.")
    var out: String
    @Option(
        help: """
            Begin with the weights of this package, as for a new microscope; with --frames also with \
            those of a network of one frame.
            """)
    var from: String?
    @Option(
        parsing: .upToNextOption,
        help: "Channels to learn from; by default all that suit.")
    var channel: [String] = []
    @Option(
        parsing: .upToNextOption, help: "label, state, damage: the channels of transmitted light.")
    var inputs: [String] = ["phase"]
    @Option(parsing: .upToNextOption, help: "label: the channels to show; by default all others.")
    var structures: [String] = []
    @Option(help: "segment: which labels, such as nuclei or cells.")
    var labels: String?
    @Flag(help: "segment: outline objects by star-convex polygons, for round ones that touch.")
    var stars = false
    @Option(
        help: ArgumentHelp(
            "state, damage: age of the picture that goes along; 0 for none; by default the time "
                + "between frames.", valueName: "seconds"))
    var history: Double?
    @Option(
        help: ArgumentHelp(
            "state, damage: side of the square that is cut out round each cell, in pixels of --pixel.",
            valueName: "pixels"))
    var crop: Int?
    @Option(help: ArgumentHelp("state, damage: side of a pixel of it.", valueName: "µm"))
    var pixel: Double?
    @Flag(
        help: """
            restore: learn from noisy frames alone, of a camera that nobody has measured (blind spot).
            """)
    var blind = false
    @Option(
        help: ArgumentHelp(
            """
            restore: with --blind, 2 learns half of the steps from its own answers, with the frames' \
            noise drawn anew: better where noise is that of single pixels.
            """, valueName: "1 or 2"))
    var rounds = 1
    @Option(
        help: ArgumentHelp(
            "restore: frames of one place that are restored together, the last of them and those "
                + "before it.", valueName: "count"))
    var frames = 1
    @Option(
        help: ArgumentHelp(
            """
            restore, upscale: train so many networks, each from the next seed, and package them as \
            one that knows where they disagree.
            """, valueName: "count"))
    var members = 1
    @Option(help: "All chance of the training comes from this number.")
    var seed: UInt64 = 1
    @Option(
        help: """
            How many steps; by default the network's own number. 0 keeps the weights of --from and \
            measures its errors anew.
            """)
    var steps: Int?
    @Option(help: "End after so many minutes in all, wherever the steps stand.")
    var minutes: Double?
    @Option(
        help: ArgumentHelp(
            "How many share the work; the same number gives the same weights; by default one a "
                + "processor, at most 4.", valueName: "count"))
    var workers: Int?
    @Flag(
        name: .customLong("float32"),
        help: "Compute with floats of 32 bits alone: slower here, alike on more processors.")
    var usesFloatsAlone = false
    @Option(help: "The most frames to read of each folder, chosen evenly.")
    var limit: Int?
    @Option(
        help: ArgumentHelp(
            "Channels of the network's levels, such as 32,64,128.", valueName: "list"))
    var widths: String?
    @Option(help: "Side of the pixel squares that become channels: 1 is slower, finer.")
    var block: Int?

    func validate() throws {
        guard NetworkKind(rawValue: network) != nil else {
            throw ValidationError(
                "There is no network \"\(network)\"; there are restore, segment, label, upscale, state and "
                    + "damage.")
        }
        if let steps, steps < (from == nil ? 1 : 0) {
            throw ValidationError("--steps is at least 1, or 0 with --from")
        }
        if let minutes, !(minutes > 0) { throw ValidationError("--minutes is above 0") }
        guard (1...8).contains(members) else { throw ValidationError("--members is 1 to 8") }
        if members > 1, !["restore", "upscale"].contains(network) {
            throw ValidationError("--members belongs to restore and upscale")
        }
        guard (1...5).contains(frames) else { throw ValidationError("--frames is 1 to 5") }
        if frames > 1, network != "restore" || blind {
            throw ValidationError("--frames belongs to restore, and not to --blind")
        }
        guard rounds == 1 || (rounds == 2 && blind) else {
            throw ValidationError("--rounds is 1, or 2 with --blind")
        }
        if members > 1, from != nil {
            throw ValidationError("--members begin with weights of their own, not with --from")
        }
        if stars, network != "segment" { throw ValidationError("--stars belongs to segment") }
        if let history, !(0...1e6).contains(history) {
            throw ValidationError("--history is 0 seconds or more")
        }
        if let workers, !(1...64).contains(workers) {
            throw ValidationError("--workers is 1 to 64")
        }
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
        if let block, ![1, 2, 4].contains(block) {
            throw ValidationError("--block is 1, 2 or 4")
        }
        if let widths, Self.list(widths) == nil {
            throw ValidationError("--widths is a list of 1 to 5 numbers, each 1 to 512")
        }
        try validateCrop()
    }

    private func validateCrop() throws {
        guard network == "state" || network == "damage" else {
            if crop != nil || pixel != nil || history != nil {
                throw ValidationError("--crop, --pixel and --history belong to state and damage")
            }
            return
        }
        if block != nil { throw ValidationError("--block belongs to networks of whole frames") }
        let step = CellNetwork.multiple(ofLevels: widths.flatMap(Self.list)?.count)
        let side = crop ?? CropSettings(channels: []).pixels
        guard (step...256).contains(side), side.isMultiple(of: step) else {
            throw ValidationError("--crop is a multiple of \(step), up to 256")
        }
        if let pixel, !(0.01...100).contains(pixel) {
            throw ValidationError("--pixel is 0.01 to 100 µm")
        }
    }

    func run() async throws {
        QuietThreads.ensure()
        try await refusing {
            try OutputPlace.check(out)
            let start = try from.map { try NetworkOptions.path(of: $0) }
            let line = TrainingLine()
            let stop = StopWish()
            let began = ContinuousClock.now
            let job = TrainingJob(
                request(from: start), seconds: { (ContinuousClock.now - began).inSeconds },
                report: { event in
                    line.show(event)
                    return !stop.isWished
                })
            let kind = NetworkKind(rawValue: network) ?? .restore
            let outcome: TrainingOutcome
            do {
                outcome = try job.run { record, examples in
                    var report = TrainingReport(record, purpose: "From \(kind.purpose).")
                    report.examples = examples
                    return TrainingCard(report).markdown
                }
            } catch {
                line.end()
                if stop.isWished {
                    Terminal.tell("tarsier: \(error)")
                    throw ExitStatus.stopped.code
                }
                throw error
            }
            line.end()
            try write(outcome, kind)
        }
    }

    private var workerCount: Int {
        workers ?? min(4, ProcessInfo.processInfo.activeProcessorCount)
    }

    private func request(from start: String?) -> TrainingRequest {
        var request = TrainingRequest(
            kind: NetworkKind(rawValue: network) ?? .restore, sources: data, output: out)
        request.heldOut = heldOut
        request.start = start
        request.channels = channel.isEmpty ? nil : channel
        request.inputs = inputs
        request.structures = structures.isEmpty ? nil : structures
        request.labels = labels
        request.historySeconds = history
        request.cropPixels = crop
        request.cropPixelMicrometers = pixel
        request.outlinesStars = stars
        request.memberCount = members
        request.isBlind = blind
        request.roundCount = rounds
        request.frameCount = frames
        request.seed = seed
        request.workerCount = workerCount
        request.usesFloatsAlone = usesFloatsAlone
        request.stepCount = steps
        request.longestSeconds = minutes.map { $0 * 60 }
        request.frameLimit = limit
        request.widths = widths.flatMap(Self.list)
        request.block = block
        return request
    }

    /// Writes the page and prints what the training reached.
    private func write(_ outcome: TrainingOutcome, _ kind: NetworkKind) throws {
        var report = TrainingReport(outcome.record, purpose: "From \(kind.purpose).")
        report.examples = outcome.examples
        report.command = command
        let size = try RealFileSystem().read(at: out).count
        report.file = TrainingReport.PackageFile(
            name: outcome.package.name, path: out, hash: outcome.package.weights.sha256,
            byteCount: size, date: "")
        let page = out + ".html"
        try RealFileSystem().replaceFile(
            at: page, with: Array(TrainingPage.markup(report).utf8))
        Terminal.print(FigureLines.text(outcome.record.figures))
        Terminal.print("package: \(out) (\(size / 1000) kB)")
        Terminal.print("page: \(page)")
    }

    private var command: String {
        var parts = ["tarsier train \(network)"]
        parts.append("--data \(data.joined(separator: " "))")
        if !heldOut.isEmpty { parts.append("--held-out \(heldOut.joined(separator: " "))") }
        parts.append("--seed \(seed)")
        if let steps { parts.append("--steps \(steps)") }
        if let minutes { parts.append("--minutes \(minutes)") }
        parts.append("--workers \(workerCount)")
        if usesFloatsAlone { parts.append("--float32") }
        if !channel.isEmpty { parts.append("--channel \(channel.joined(separator: " "))") }
        if inputs != ["phase"] { parts.append("--inputs \(inputs.joined(separator: " "))") }
        if !structures.isEmpty {
            parts.append("--structures \(structures.joined(separator: " "))")
        }
        if let labels { parts.append("--labels \(labels)") }
        if let history { parts.append("--history \(history)") }
        if let crop { parts.append("--crop \(crop)") }
        if let pixel { parts.append("--pixel \(pixel)") }
        if members > 1 { parts.append("--members \(members)") }
        if stars { parts.append("--stars") }
        if blind { parts.append("--blind") }
        if rounds > 1 { parts.append("--rounds \(rounds)") }
        if frames > 1 { parts.append("--frames \(frames)") }
        if let from { parts.append("--from \(from)") }
        if let limit { parts.append("--limit \(limit)") }
        if let widths { parts.append("--widths \(widths)") }
        if let block { parts.append("--block \(block)") }
        return (parts + ["--out \(out)"]).joined(separator: " ")
    }

    private static func list(_ text: String) -> [Int]? {
        let numbers = text.split(separator: ",").map { Int($0) ?? 0 }
        return (1...5).contains(numbers.count) && numbers.allSatisfy((1...512).contains)
            ? numbers : nil
    }
}
