import Foundation
import Glibc

/// A program that a test started, with what it writes in two files.
final class ChildProcess {
    /// How a program ended and what it wrote.
    struct Ending {
        /// The exit code, or the negative number of the signal that killed it.
        let code: Int32
        let output: String
        let errors: String

        /// The lines on standard error that a person must read: not the progress line.
        var complaints: [String] {
            errors.split(separator: "\n").map(String.init).filter { !$0.contains(" left · ") }
        }
    }

    struct Overdue: Error { let program: String }

    private let process = Process()
    private let outputPath: String
    private let errorPath: String

    /// Starts `program`; its output goes to files in `folder` that begin with `name`.
    init(_ program: URL, _ arguments: [String], in folder: String, name: String) throws {
        outputPath = "\(folder)/\(name).out"
        errorPath = "\(folder)/\(name).err"
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(outputPath)
        process.standardError = try Self.file(errorPath)
        try process.run()
    }

    deinit { signal(SIGKILL) }

    var isRunning: Bool { process.isRunning }

    var identifier: Int32 { process.processIdentifier }

    /// Sends a signal, to this process only.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits for the end.
    func ending(within limit: Duration = .seconds(60)) async throws -> Ending {
        let latest = ContinuousClock.now + limit
        while process.isRunning {
            guard ContinuousClock.now < latest else {
                throw Overdue(program: process.executableURL?.lastPathComponent ?? "")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        let code = process.terminationStatus
        return Ending(
            code: process.terminationReason == .exit ? code : -code,
            output: try Self.text(outputPath), errors: try Self.text(errorPath))
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
