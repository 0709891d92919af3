import ArgumentParser
import Foundation
import Learning
import Models

/// Where default networks are found; every command that takes a package has it.
struct NetworkOptions: ParsableArguments {
    @Option(
        help:
            "The folder of default networks; else $TARSIER_NETWORKS, share/tarsier/networks of the installation, or Networks here."
    )
    var networks: String?

    func shelf() throws -> NetworkShelf { try Self.shelf(option: networks) }

    /// Where a run looks for networks that its experiment names.
    func shelves() throws -> [String] { try [shelf().folder].compactMap { $0 } }

    /// Where the package that `name` means is, by what the environment and the installation say.
    static func path(of name: String) throws -> String { try shelf().path(of: name) }

    private static func shelf(option: String? = nil) throws -> NetworkShelf {
        let files = FileManager.default
        return try NetworkShelf(
            option: option,
            environment: ProcessInfo.processInfo.environment["TARSIER_NETWORKS"],
            // Without /proc the places beside the program are left out.
            executable: try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    }

    /// The package that `name` means, and where it is.
    func package(_ name: String) throws -> (package: ModelPackage, path: String) {
        let path = try shelf().path(of: name)
        return (try ModelPackage.read(path), path)
    }
}
