import Foundation

/// A program by others that opens what we wrote: a Python script of `Tests/Peers`.
struct PeerProgram {
    /// What a script printed and how it ended.
    struct Outcome {
        var output: String
        var status: Int32
    }

    /// The package's root, from where this file lies in it.
    private static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Python that has the packages of `Tests/Peers/requirements.txt`: `TARSIER_PYTHON`, or
    /// the virtual environment that `make test` makes.
    static let interpreter: String? = {
        let environment = ProcessInfo.processInfo.environment
        let path =
            environment["TARSIER_PYTHON"]
            ?? packageRoot.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] == "true"

    /// Skip where a developer has no Python; in CI its absence is a failure.
    static let canOrMustRun = interpreter != nil || isContinuousIntegration

    static let advice: String =
        "no Python with the readers: run `make test`, or set TARSIER_PYTHON to an interpreter "
        + "that has the packages of Tests/Peers/requirements.txt"

    /// Runs `script` on `path`, with `expected` as a JSON file beside it.
    static func run(
        _ script: String, on path: String, expecting expected: some Encodable
    ) throws -> Outcome {
        guard let interpreter else { return Outcome(output: advice, status: -1) }
        let expectation = path + ".expected.json"
        try JSONEncoder().encode(expected).write(to: URL(filePath: expectation))
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        let file = packageRoot.appending(path: "Tests/Peers/\(script)").path
        process.arguments = ["-B", file, path, expectation]
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

/// CRC-32 as zlib computes it, bit by bit: slow, and easily seen to be right.
func checksum(_ pixels: [UInt16]) -> UInt32 {
    var crc: UInt32 = .max
    for pixel in pixels {
        for byte in [UInt8(truncatingIfNeeded: pixel), UInt8(pixel >> 8)] {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
    return ~crc
}
