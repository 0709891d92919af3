import Foundation

/// Where the programs under test lie, and the files of the package that tests use.
enum Programs {
    /// The package's root, from where this file lies in it.
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A program that was built with the tests: it lies beside their bundle.
    static func built(_ name: String) throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = URL(filePath: tests).deletingLastPathComponent().appending(path: name)
        guard FileManager.default.isExecutableFile(atPath: beside.path) else {
            throw Missing(path: beside.path)
        }
        return beside
    }

    /// The Python that has the packages of `Tests/Peers/requirements.txt`.
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let path =
            environment["TARSIER_PYTHON"] ?? packageRoot.appending(path: ".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    /// Skip where a developer has no Python; in CI its absence is a failure.
    static let hasOrMustHavePython =
        python != nil || ProcessInfo.processInfo.environment["CI"] == "true"

    static let pythonAdvice =
        "no Python with the readers: run `make test`, or set TARSIER_PYTHON to an interpreter "
        + "that has the packages of Tests/Peers/requirements.txt"

    struct Missing: Error { let path: String }
}
