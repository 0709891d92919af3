import Foundation

/// Programs by others, in the Python environment that `make benchmark` makes.
enum PythonPeer {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What the script prints, line by line; empty where the environment is not there.
    static func lines(_ script: String, _ arguments: [String]) throws -> [Substring] {
        let python = root.appending(path: ".venv-benchmarks/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { return [] }
        let process = Process()
        process.executableURL = python
        process.arguments =
            ["-B", root.appending(path: "Benchmarks/Peers/\(script)").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map { $0 }
    }

    /// Tells that a peer gave no figures.
    static func missing(_ name: String) {
        print("networks: \(name) is not here; `make benchmark` installs it")
    }
}

extension Duration {
    /// From the milliseconds that a peer prints; `nil` for another text.
    init?(peerMilliseconds text: some StringProtocol) {
        guard let value = Double(text) else { return nil }
        self = .microseconds(Int64(value * 1000))
    }
}
