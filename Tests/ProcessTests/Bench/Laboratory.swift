import Acquisition
import Foundation
import Glibc

/// A simulated rig in a process of its own, and a folder in which `tarsier` works with it.
///
/// Everything is gone when it goes: the processes, which are killed by their numbers, and the
/// folder.
final class Laboratory {
    let folder: String
    /// Seconds of rig time in one second.
    let speed: Double
    private let rig: ChildProcess
    private var startCount = 0

    var rigFile: String { folder + "/rig/rig.yaml" }
    var truthPath: String { folder + "/truth.jsonl" }

    /// Starts the rig with a small sensor and few cells and waits until it is ready.
    ///
    /// - Parameter settings: The rig's own settings, as JSON; the lamp is gated by the controller,
    ///   so that a light that is forgotten stays on.
    init(
        _ arguments: [String] = [], speed: Double = 60,
        settings: String = #"{"light": {"lampGate": "software"}}"#
    ) async throws {
        folder = NSTemporaryDirectory() + "tarsier-\(UUID().uuidString)"
        self.speed = speed
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(settings.utf8).write(to: URL(filePath: folder + "/settings.json"))
        // Should this process die, the rig ends by itself after five minutes.
        rig = try ChildProcess(
            Programs.built("tarsier-rig"),
            [
                "--folder", folder + "/rig", "--truth", folder + "/truth.jsonl",
                "--config", folder + "/settings.json", "--ready-file", folder + "/ready",
                "--speed", "\(speed)", "--for", "\(speed * 300)", "--sensor", "128",
                "--cells", "5",
            ] + arguments,
            in: folder, name: "rig")
        try await wait(for: "the rig") { FileManager.default.fileExists(atPath: folder + "/ready") }
    }

    deinit {
        rig.signal(SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)  // Only temporary files.
    }

    // MARK: Programs

    /// Starts `tarsier`.
    func start(_ arguments: [String]) throws -> ChildProcess {
        startCount += 1
        return try ChildProcess(
            Programs.built("tarsier"), arguments, in: folder, name: "tarsier-\(startCount)")
    }

    /// Runs `tarsier` to its end.
    func tarsier(_ arguments: String...) async throws -> ChildProcess.Ending {
        try await start(arguments).ending()
    }

    /// Ends the rig and returns what really happened.
    func endAndTellTruth() async throws -> Truth {
        rig.signal(SIGTERM)
        _ = try await rig.ending(within: .seconds(20))
        return try Truth(path: truthPath)
    }

    // MARK: Files

    /// Writes `text` to `name` in the folder; returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }

    func journal(_ run: String) throws -> Journal {
        try Journal.reading(path: RunFolder(path: "\(folder)/\(run)").journal)
    }

    // MARK: Waiting

    /// Waits until `isTrue`, as a person who looks again and again.
    func wait(for what: String, until isTrue: () throws -> Bool) async throws {
        let latest = ContinuousClock.now + .seconds(30)
        while try !isTrue() {
            guard ContinuousClock.now < latest else { throw ChildProcess.Overdue(program: what) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits until a run that goes on has acknowledged `count` frames.
    func waitForFrames(_ count: Int, in run: String) async throws {
        try await wait(for: "\(count) frames") {
            // The store is made after the journal is whole.
            guard exists("\(run)/raw.ome.zarr") else { return false }
            return try journal(run).frames().count >= count
        }
    }
}

/// Two positions, the lamp and an engine line, on a small region: quick to take.
func plan(timePoints: Int, interval: Double = 2) -> String {
    """
    name: process test
    acquisition:
      axis_order: tpc
      time_plan: {interval: \(interval), loops: \(timePoints)}
      stage_positions:
        - {name: A, x: -100, y: 100}
        - {name: B, x: 100, y: -100}
      channels:
        - {config: phase, exposure: 10}
        - {config: nuclei, exposure: 50}
    region: {size: 64}
    """
}
