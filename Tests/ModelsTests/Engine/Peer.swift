import Foundation

/// Runs a script of `Tests/Peers`, where there is a Python with its packages.
enum Peer {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let interpreter: String? = {
        let path =
            ProcessInfo.processInfo.environment["TARSIER_PYTHON"]
            ?? root.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// Skip where a developer has no Python; in CI its absence is a failure.
    static let canOrMustRun =
        interpreter != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    static func run(
        _ script: String, _ arguments: [String]
    ) throws -> (output: String, status: Int32) {
        guard let interpreter else { return ("no Python: run `make test`", -1) }
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        process.arguments = ["-B", root.appending(path: "Tests/Peers/\(script)").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: output, as: UTF8.self), process.terminationStatus)
    }
}
