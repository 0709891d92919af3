import Foundation

/// zarr-python and tifffile, as a reader has them, in one process for all that is to be checked.
enum PythonReader {
    private struct Request<Run: Encodable>: Encodable {
        var runs: [Run]
    }

    struct Absent: Error, CustomStringConvertible {
        var description: String { Programs.pythonAdvice }
    }

    /// Runs `Tests/Peers/check_runs.py` on `runs`.
    static func check(_ runs: [some Encodable]) async throws -> ChildProcess.Ending {
        let request = try JSONEncoder().encode(Request(runs: runs))
        return try await run("check_runs.py", on: request)
    }

    /// Runs a script of `Tests/Peers` with `input` in a file.
    static func run(_ script: String, on input: Data) async throws -> ChildProcess.Ending {
        guard let python = Programs.python else { throw Absent() }
        let folder = NSTemporaryDirectory() + "reader-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.
        try input.write(to: URL(filePath: folder + "/input.json"))
        let path = Programs.packageRoot.appending(path: "Tests/Peers/\(script)").path
        let process = try ChildProcess(
            URL(filePath: python), ["-B", path, folder + "/input.json"], in: folder, name: "reader")
        return try await process.ending(within: .seconds(100))
    }
}
