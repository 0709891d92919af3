import ArgumentParser
import SimulatedRig

/// Renders fields of the simulated specimen with their truth, for networks to learn from.
struct Fields: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Render fields of the simulated specimen, with their truth, into a training folder.",
        discussion: """
            Each position is a field of its own on one of several specimens; no two share a cell. \
            FOLDER/frames.csv names every page, FOLDER/cells.csv every cell. Kinds of pages: frame \
            (camera counts, 16 bit), truth (expected electrons above the offset, before any noise), \
            sharp (fluorescence only: half the blur, no haze, twice as wide and high; electrons per \
            pixel of the frame) and labels (nuclei and whole cells, drawn from the shapes).

            Reference light at the sample, and what it gives per pixel of 0.325 um:
              phase      LED 660 nm,   0.2 mW,  10 ms: 11000 electrons in empty medium
              nuclei     CYAN 475 nm,   20 mW,  50 ms: 230 in a nucleus, 2000 in a metaphase plate
              cytoplasm  RED 635 nm,    20 mW, 100 ms: 220 where a spread cell is thick, 500 in a round one
              organelle  GREEN 555 nm,  20 mW,  50 ms: 180 in the network, 600 at its densest
            Dim frames have less power in the same time. Imaging itself neither bleaches nor harms \
            the specimen here.

            With --harm three in four fields got violet light (405 nm, 60 s) a quarter of an hour \
            to 14 hours before the first frame, enough to bring an average cell to a damage of 0.2 \
            to 3.5 (1 arrests mitosis, 1.5 makes a cell bleb, 2.5 kills it). Outcomes take one to \
            a dozen hours to show, so many harmed cells still look healthy.

            Exit codes: 0 all written, 64 wrong usage, 65 wrong settings, 73 the folder is not \
            empty or a file cannot be written.
            """)

    @Option(help: "Folder to write to; created if need be, and must be empty.")
    var out: String

    @Option(help: "How many positions.")
    var fields = 40

    @Option(help: "All chance of the fields comes from this number.")
    var seed: UInt64 = 1

    @Option(help: "Width and height of a field in pixels.")
    var size = 256

    @Option(help: "How often each position is imaged.")
    var frames = 1

    @Option(help: "Seconds between two frames of a position.")
    var interval = 300.0

    @Option(
        help: ArgumentHelp(
            "Channels, of phase, nuclei, cytoplasm and organelle.", valueName: "list"))
    var channels: NameList = NameList(FieldChannel.allCases.map(\.rawValue))

    @Option(
        help: ArgumentHelp(
            "Take fluorescence also at the reference light over each of these.",
            valueName: "divisors"))
    var dim: NameList = NameList(["60", "20"])

    @Option(help: "Share of the fields round a cell in mitosis or within 15 minutes of it.")
    var mitosis = 0.5

    @Flag(help: "Harm most fields with light, hours before they are imaged.")
    var harm = false

    @Option(help: "Micrometres that the objective is above the focal plane.")
    var defocus = 0.0

    @Flag(help: "See each field through optics of its own: haze, background and halo vary.")
    var variedOptics = false

    @Option(help: "Size of a pixel at the sample in micrometres.")
    var pixel = 0.325

    @Option(help: "Cells per square millimetre; if not given, 75 to 250, by specimen.")
    var cells: Double?

    func validate() throws {
        _ = try givenSettings()
    }

    func run() throws {
        let settings = try givenSettings()
        let generator = try TarsierRig.failing(with: 65) { try FieldGenerator(settings) }
        try TarsierRig.failing(with: 73) {
            var folder = try FieldFolder(creating: out)
            try generator.run(into: &folder) { done in
                TarsierRig.say("\(done) of \(fields) fields")
            }
        }
    }

    private func givenSettings() throws -> FieldSettings {
        var settings = FieldSettings()
        settings.seed = seed
        settings.fields = fields
        settings.size = size
        settings.frames = frames
        settings.interval = interval
        settings.channels = try channels.names.map { name in
            guard let channel = FieldChannel(rawValue: name) else {
                let known = FieldChannel.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--channels: there is no \(name), only \(known).")
            }
            return channel
        }
        settings.dim = try dim.names.map { name in
            guard let divisor = Double(name) else {
                throw ValidationError("--dim: \(name) is not a number.")
            }
            return divisor
        }
        settings.mitosis = mitosis
        settings.isHarmed = harm
        settings.defocusMicrometers = defocus
        settings.pixelMicrometers = pixel
        settings.hasVariedOptics = variedOptics
        settings.cellsPerSquareMillimeter = cells
        return settings
    }
}
