import Foundation

/// Runs `Tests/Peers/check_onnx.py`, where there is a Python with onnx.
enum PythonCheck {
    private static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let interpreter: String? = {
        let path =
            ProcessInfo.processInfo.environment["TARSIER_PYTHON"]
            ?? packageRoot.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// Skip where a developer has no Python; in CI its absence is a failure.
    static let canOrMustRun =
        interpreter != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    static let advice =
        "no Python with onnx: run `make test`, or set TARSIER_PYTHON to an interpreter that has "
        + "the packages of Tests/Peers/requirements.txt"

    static func run(on paths: [String]) throws -> (output: String, status: Int32) {
        guard let interpreter else { return (advice, -1) }
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        let script = packageRoot.appending(path: "Tests/Peers/check_onnx.py").path
        process.arguments = ["-B", script] + paths
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
