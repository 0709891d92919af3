import Acquisition
import Agent
import ArgumentParser
import Hardware

/// Says what a run would do and cost, without touching a device.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what an experiment would do and cost, before any light.",
        discussion: """
            Reads both files strictly, walks through the whole plan and prints frames, time, light \
            dose and disk. Exit code 2 when the run would be refused: outside the limits, over its \
            light budget, or too large for the disk.
            """)

    @Argument(help: "The experiment: a useq-schema document, or one with our sections.")
    var experiment: String
    @Option(help: "The rig file.")
    var rig: String
    @Option(help: "The folder that the run would be written to.")
    var out: String?
    @Option(
        help:
            "Pixels of the camera, such as 2048x1024, or 2048 for a square; by default the rig's camera is asked."
    )
    var sensor: String?
    @OptionGroup var networks: NetworkOptions

    func validate() throws {
        guard sensor == nil || sides != nil else {
            throw ValidationError("--sensor is width x height, such as 2048x1024, or 2048")
        }
    }

    func run() async throws {
        try await refusing {
            let inputs = try Inputs(experiment: experiment, rig: rig)
            let camera = try await self.camera(inputs.rig)
            let plan = try RunPlan(
                experiment: inputs.experiment, rig: inputs.rig,
                sensor: (camera.width, camera.height))
            let files = RealFileSystem()
            let report = try plan.check(
                adapts: inputs.adapts, camera: camera,
                freeByteCount: try files.freeByteCount(
                    at: RunSession.nearestFolder(to: out ?? ".")),
                path: out ?? ".")
            Terminal.print(CheckText(report, plan: plan).text)
            for warning in report.warnings { Terminal.tell("warning: \(warning)") }
            let outline = plan.outline(of: camera)
            let prepared = try inputs.networks?.prepare(
                PackageShelf(besideFile: experiment, shelves: try networks.shelves()))
            for line in prepared?.lines(in: outline) ?? [] { Terminal.print(line) }
            let taken = try out.flatMap { try RunFolder(path: $0).refusal(files: files) }
            let problems =
                report.refusals + inputs.problems(in: outline, with: prepared)
                + [taken].compactMap(\.self)
            guard problems.isEmpty else { throw AcquisitionError.refused(problems) }
        }
    }

    /// The camera's description: as given, or as the camera says.
    private func camera(_ rig: RigFile) async throws -> CameraDescription {
        guard let sides else {
            return try await Instrument.describeCamera(rig, wires: RealWires())
        }
        return CameraDescription(
            model: "as given", width: sides.width, height: sides.height, bitDepth: 16,
            sensorPixelMicrometers: rig.pixelMicrometers * rig.objective.magnification, offset: 0,
            electronsPerGrey: 1, readNoiseElectrons: 0,
            exposureLimits: .microseconds(1)...Duration.seconds(3600), readoutTime: .zero)
    }

    /// Width and height as given; `nil` where nothing sensible is.
    private var sides: (width: Int, height: Int)? {
        guard let parts = sensor?.split(separator: "x", omittingEmptySubsequences: false),
            parts.count <= 2, let width = parts.first.flatMap({ Int($0) }),
            let height = parts.last.flatMap({ Int($0) }),
            (1...65_536).contains(width), (1...65_536).contains(height)
        else { return nil }
        return (width, height)
    }
}
