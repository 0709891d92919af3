import Foundation
import Testing

@testable import Models

@Suite(
    "Packages as bioimageio.core sees them",
    .enabled(if: PackagePeer.canOrMustRun, Comment(rawValue: PackagePeer.advice)))
struct PackagePeerTests {
    private struct Expected: Encodable {
        var name = "Tiny restoration (test)"
        var authors = ["Ada O'Neill", "\u{5F20}\u{4F1F}"]
        var inputs = ["raw"]
        var outputs = ["restored"]
        var preprocessing = ["ensure_dtype", "scale_range", "ensure_dtype"]
        var facts = Facts()
    }

    private struct Facts: Encodable {
        var kind = "restore"
        var pixel = 0.325
        var factor = 1e-7
        var seed = "42"
        var photons = 1e9
    }

    @Test("its own test passes on what we write", arguments: ["tiny", "tiny.zip"])
    func accepted(name: String) throws {
        let folder = try PackageFolder()
        let path = folder.path + "/" + name
        let package = try PackageSample.package()
        if name.hasSuffix("zip") {
            try package.write(zip: path)
        } else {
            try package.write(folder: path)
        }

        let outcome = try PackagePeer.run("check_package.py", on: path, expecting: Expected())

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}

/// A Python script of `Tests/Peers`, run by the interpreter that has bioimageio.core.
enum PackagePeer {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let environment = ProcessInfo.processInfo.environment

    private static let interpreter: String? = {
        let path = environment["TARSIER_PYTHON"] ?? root.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// Skip where a developer has no Python; in CI its absence is a failure.
    static let canOrMustRun = interpreter != nil || environment["CI"] == "true"

    static let advice =
        "no Python with bioimageio.core: run `make test`, or set TARSIER_PYTHON to an interpreter "
        + "that has the packages of Tests/Peers/requirements.txt"

    static func run(
        _ script: String, on path: String, expecting expected: some Encodable
    ) throws -> (output: String, status: Int32) {
        guard let interpreter else { return (advice, -1) }
        let expectation = path + ".expected.json"
        try JSONEncoder().encode(expected).write(to: URL(filePath: expectation))
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        let file = root.appending(path: "Tests/Peers/\(script)").path
        process.arguments = ["-B", file, path, expectation]
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
