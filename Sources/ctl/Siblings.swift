import Foundation

/// The other programs of this project, in the folder of the one that runs.
enum Siblings {
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is missing; build it with `make build`" }
    }

    static func path(of name: String) throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(filePath: own).deletingLastPathComponent().appending(path: name).path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
        return path
    }
}
