import Acquisition
import ArgumentParser
import Documents
import Hardware

/// Takes one frame.
struct SnapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snap",
        abstract: "Take one frame where the stage stands, as an OME-TIFF.")

    @Option(help: "The rig file.")
    var rig: String
    @Option(help: "The channel, by its name in the rig file.")
    var channel: String
    @Option(help: "Exposure in ms; by default the channel's.")
    var exposure: Double?
    @Option(
        help: "Width and height in pixels of a region in the middle; by default the whole sensor.")
    var size: Int?
    @Option(help: "The file to write.")
    var out = "snap.ome.tif"

    func run() async throws {
        try await refusing {
            let file = try RigFile.parse(try Inputs.text(of: rig), file: rig)
            try await snap(file)
        }
    }

    private func snap(_ file: RigFile) async throws {
        let clock = SystemClock(speed: file.clockSpeed)
        let instrument = try await Instrument.connect(file, wires: RealWires(), clock: clock)
        do {
            let frame = try await Snapshot(
                instrument: instrument, channel: channel,
                exposure: exposure.map { .seconds($0 / 1000) }, size: size
            ).take()
            let preset = file.channel(channel)
            try frame.pixels.withBytes {
                try SnapshotWriter(files: RealFileSystem()).write(
                    $0, width: frame.metadata.width, height: frame.metadata.height,
                    pixelMicrometers: file.pixelMicrometers,
                    channel: ChannelDisplay(
                        name: channel, color: preset?.color ?? "#ffffff",
                        window: frame.metadata.offset...65535),
                    to: out)
            }
            let alarms = await instrument.close()
            Terminal.print("\(out): \(frame.metadata.width) × \(frame.metadata.height) pixels")
            guard alarms.isEmpty else { throw AcquisitionError.notDark(alarms) }
        } catch {
            for alarm in await instrument.close() { Terminal.tell("ALARM \(alarm)") }
            throw error
        }
    }
}
