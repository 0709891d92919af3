import Foundation

/// zarr-python and tifffile, as a reader has them, in one process for all that is to be checked.
enum PythonReader {
    private struct Runs<Run: Encodable>: Encodable { var runs: [Run] }
    private struct Snapshots<Snapshot: Encodable>: Encodable { var snapshots: [Snapshot] }

    private struct Stacks<Stack: Encodable>: Encodable { var stacks: [Stack] }

    struct Absent: Error, CustomStringConvertible {
        var description: String { Programs.pythonAdvice }
    }

    /// Runs `Tests/Peers/check_runs.py` on `runs`.
    static func check(_ runs: [some Encodable]) async throws -> ChildProcess.Ending {
        try await check(JSONEncoder().encode(Runs(runs: runs)))
    }

    /// Runs it on TIFF files of given shapes.
    static func check(
        snapshots: [some Encodable]
    ) async throws -> ChildProcess.Ending {
        try await check(JSONEncoder().encode(Snapshots(snapshots: snapshots)))
    }

    /// Runs it on stacks that ImageJ shall open with their axes.
    static func check(stacks: [some Encodable]) async throws -> ChildProcess.Ending {
        try await check(JSONEncoder().encode(Stacks(stacks: stacks)))
    }

    private static func check(_ input: Data) async throws -> ChildProcess.Ending {
        guard let python = Programs.python else { throw Absent() }
        let folder = NSTemporaryDirectory() + "reader-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.
        try input.write(to: URL(filePath: folder + "/input.json"))
        let path = Programs.packageRoot.appending(path: "Tests/Peers/check_runs.py").path
        let process = try ChildProcess(
            URL(filePath: python), ["-B", path, folder + "/input.json"], in: folder, name: "reader")
        return try await process.ending(within: .seconds(100))
    }
}
