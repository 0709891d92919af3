package import Foundation

/// A program by others that checks what we made: a Python script of `Tests/Peers`.
package enum PeerProgram {
    /// What a script printed and how it ended.
    package struct Outcome: Sendable {
        package var output: String
        package var status: Int32
    }

    /// The package's root, from where this file lies in it.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Python that has the packages of `Tests/Peers/requirements.txt`: `TARSIER_PYTHON`, or
    /// the virtual environment that `make test` makes.
    package static let interpreter: String? = {
        let path =
            ProcessInfo.processInfo.environment["TARSIER_PYTHON"]
            ?? root.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// Skip where a developer has no Python; in CI its absence is a failure.
    package static let canOrMustRun =
        interpreter != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    package static let advice =
        "no Python with the readers: run `make test`, or set TARSIER_PYTHON to an interpreter "
        + "that has the packages of Tests/Peers/requirements.txt"

    /// Runs `script` on `path`, with `expected` as a JSON file beside it.
    package static func run(
        _ script: String, on path: String, expecting expected: some Encodable
    ) throws -> Outcome {
        let expectation = path + ".expected.json"
        try JSONEncoder().encode(expected).write(to: URL(filePath: expectation))
        return try run(script, [path, expectation])
    }

    package static func run(_ script: String, _ arguments: [String]) throws -> Outcome {
        guard let interpreter else { return Outcome(output: advice, status: -1) }
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        process.arguments =
            ["-B", root.appending(path: "Tests/Peers/\(script)").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            output: String(decoding: output, as: UTF8.self), status: process.terminationStatus)
    }
}
