import ArgumentParser
import Foundation
import SimulatedRig

/// Starts a simulated microscope whose wires a controller can use like those of a real one.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a simulated microscope: stage and light engine on pseudo-terminals, "
            + "a camera on ZeroMQ.",
        discussion: """
            Prints where each device can be reached, then "ready", and serves until Ctrl-C. A \
            complete rig file for the controller is written to FOLDER/rig.yaml.

            Faults are written DEVICE:KIND[=ARGUMENT][@WHEN][+SECONDS], where WHEN is a time in \
            seconds of rig time, req:PREFIX#N for the N-th request that begins so (#N+ for all \
            from the N-th on), or frame:N. For example
              --fault stage:silence@120
              --fault 'engine:garbage@req:SET CH#3'
              --fault engine:unplug@60+30
              --fault camera:skip@frame:7
            --list-faults names all kinds.

            Exit codes: 0 ended as asked, 64 wrong usage, 65 wrong settings, 73 cannot create a \
            port, socket or file.
            """)

    @Option(help: "JSON file with settings of the rig; what it leaves out keeps its default.")
    var config: String?

    @Option(help: "All chance of the rig comes from this number.")
    var seed: UInt64?

    @Option(help: "Seconds of rig time per second.")
    var speed = 1.0

    @Option(help: "Folder for the ports and rig.yaml; created if need be.")
    var folder = "rig"

    @Option(help: "Write what really happens to this file, as JSON lines.")
    var truth: String?

    @Option(help: ArgumentHelp("A fault; may be given again.", valueName: "fault"))
    var fault: [String] = []

    @Option(help: "Serve this grey TIFF stack instead of the simulated specimen.")
    var stack: String?

    @Option(help: "TCP port of the camera's control socket; 0 takes any that is free.")
    var cameraControl = 0

    @Option(help: "TCP port of the camera's data socket; 0 takes any that is free.")
    var cameraData = 0

    @Option(help: "Cells per square millimetre of the specimen.")
    var cells: Double?

    @Option(help: "Pixels of the camera's sensor, such as 2048x1024, or 512 for a square.")
    var sensor: SensorSize?

    @Option(name: .customLong("for"), help: "End after so many seconds of rig time.")
    var duration: Double?

    @Option(help: "Create this file when the rig is ready.")
    var readyFile: String?

    @Flag(help: "Name the kinds of faults and end.")
    var listFaults = false

    @Flag(help: "Print the settings as JSON, a start for --config, and end.")
    var printSettings = false

    func run() throws {
        if listFaults { return Self.printFaults() }
        let settings = try read { try givenSettings() }
        if printSettings { return print(try settings.json.printed) }
        var outlets = RigServer.Outlets(folder: Self.absolute(folder))
        outlets.controlPort = cameraControl
        outlets.dataPort = cameraData
        outlets.speed = speed
        outlets.truthPath = truth
        try create {
            let server = try RigServer(settings, outlets)
            Self.say(server.announcement + ["ready"])
            if let readyFile {
                try Data((server.announcement.joined(separator: "\n") + "\n").utf8)
                    .write(to: URL(fileURLWithPath: readyFile), options: .atomic)
            }
            try server.run(for: duration.map { .seconds($0) })
        }
    }

    func validate() throws {
        guard speed > 0, speed <= 100_000 else {
            throw ValidationError("--speed must be above 0 and at most 100000.")
        }
        for port in [cameraControl, cameraData] where !(0...65_535).contains(port) {
            throw ValidationError("A port is 0 to 65535, not \(port).")
        }
        if let duration, !(duration > 0) { throw ValidationError("--for must be above 0.") }
    }

    private func givenSettings() throws -> RigSettings {
        var settings = RigSettings()
        if let config {
            guard let text = try? String(contentsOfFile: config, encoding: .utf8) else {
                throw SettingsError("\(config): cannot be read as UTF-8 text")
            }
            settings = try RigSettings(json: text, file: config)
        }
        if let seed { settings.seed = seed }
        if let stack { settings.stack = stack }
        if let cells { settings.specimen.cellsPerSquareMillimeter = cells }
        if let sensor {
            settings.sensor.width = sensor.width
            settings.sensor.height = sensor.height
        }
        settings.faults += fault
        // The instruments' clock starts with the rig.
        if config == nil { settings.camera.wallStart = Date().timeIntervalSince1970 }
        try settings.validate()
        _ = try settings.parsedFaults()
        return settings
    }

    // MARK: Words and exit codes

    private func read<Value>(_ body: () throws -> Value) throws -> Value {
        try TarsierRig.failing(with: 65, body)
    }

    private func create(_ body: () throws -> Void) throws {
        try TarsierRig.failing(with: 73, body)
    }

    /// Whoever waits for these lines must not wait for a buffer to fill.
    private static func say(_ lines: [String]) {
        let text = lines.joined(separator: "\n") + "\n"
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    private static func printFaults() {
        for kind in FaultKind.allCases {
            let devices = kind.devices.map(\.rawValue).joined(separator: ", ")
            let name = kind.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0)
            print("\(name) \(kind.summary) (\(devices))")
        }
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
