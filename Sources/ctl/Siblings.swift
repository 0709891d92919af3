import Foundation

/// The other programs of this project, in the folder of the one that runs.
enum Siblings {
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is missing; build it with `make build`" }
    }

    private static func folder() throws -> URL {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: own).deletingLastPathComponent()
    }

    static func path(of name: String) throws -> String {
        let path = try folder().appending(path: name).path
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
        return path
    }
}
