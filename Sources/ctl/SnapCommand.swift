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
    @Flag(help: "Write over a file that is there.")
    var overwrite = false

    func validate() throws {
        // Not a number, too, is no exposure.
        if let exposure, !(exposure > 0 && exposure <= 3_600_000) {
            throw ValidationError("--exposure is in ms, above 0 and at most an hour")
        }
        if let size, size < 1 { throw ValidationError("--size is a number of pixels above 0") }
    }

    func run() async throws {
        let (file, instrument, clock) = try await refusing {
            let file = try RigFile.parse(try Inputs.text(of: rig), file: rig)
            // Nobody spends light on a picture that has nowhere to go.
            try OutputPlace.check(out, keepingWhatIsThere: !overwrite)
            let clock = SystemClock(speed: file.clockSpeed)
            return (
                file, try await Instrument.connect(file, wires: RealWires(), clock: clock), clock
            )
        }
        do { try await snap(file, instrument, clock) } catch {
            Terminal.tell("tarsier: \(error)")
            if case .refused = error as? AcquisitionError { throw ExitStatus.refused.code }
            throw ExitStatus.failed.code
        }
    }

    private func snap(
        _ file: RigFile, _ instrument: Instrument, _ clock: SystemClock
    ) async throws {
        do {
            let place = try await instrument.stage.position()
            let focus = try await instrument.focus.position()
            let frame = try await Snapshot(
                instrument: instrument, clock: clock, channel: channel,
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
                    detail: PlaneDetail(
                        PlaneAddress(series: 0, t: 0, c: 0, z: 0),
                        exposureSeconds: frame.metadata.exposure.inSeconds,
                        xMicrometers: place.xMicrometers, yMicrometers: place.yMicrometers,
                        zMicrometers: focus),
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
