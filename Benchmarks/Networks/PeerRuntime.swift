import Foundation

/// A runtime by others, in the Python environment that `make benchmark` makes.
enum PeerRuntime: String, CaseIterable {
    case onnxruntime, openvino

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// How long runs of the network in the file take; empty where the peer is not installed.
    func times(
        _ path: String, threads: Int, runs: Int, shape: [Int]
    ) throws -> [Duration] {
        let python = Self.root.appending(path: ".venv-benchmarks/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else { return [] }
        let process = Process()
        process.executableURL = python
        process.arguments =
            [
                "-B", Self.root.appending(path: "Benchmarks/Peers/time_network.py").path, path,
                rawValue, "\(threads)", "\(runs)",
            ] + shape.map(String.init)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n")
            .compactMap { Double($0) }.map { .microseconds(Int64($0 * 1000)) }
    }
}
