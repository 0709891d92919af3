internal import Acquisition
internal import Documents
internal import Foundation
internal import Models

/// The folder of default networks, each known by its name: `restore`, `segment` and so on.
package struct NetworkShelf: Sendable {
    /// The folder; `nil` where there is none.
    package let folder: String?

    /// Takes the first of these that there is:
    ///
    /// - Parameters:
    ///   - option: What a user named; must be there.
    ///   - environment: The value of `TARSIER_NETWORKS`; must be there, too, unless it is empty.
    ///   - executable: The program's own path: `../share/tarsier/networks` beside its folder.
    ///   - current: The current directory: `Networks` in it.
    package init(
        option: String? = nil, environment: String? = nil, executable: String? = nil,
        current: String = "."
    ) throws {
        for (named, source) in [(option, "--networks"), (environment, "TARSIER_NETWORKS")] {
            guard let named, !named.isEmpty else { continue }
            guard Self.isFolder(named) else {
                throw LearningError(named, "there is no such folder, which \(source) names")
            }
            folder = named
            return
        }
        var places: [String] = []
        if let executable {
            let binaries = URL(filePath: executable).deletingLastPathComponent()
            places.append(
                binaries.deletingLastPathComponent().appending(path: "share/tarsier/networks").path)
        }
        places.append(current == "." ? "Networks" : "\(current)/Networks")
        folder = places.first(where: Self.isFolder)
    }

    /// The names of the packages and where they are, in the order of their names.
    package func entries() throws -> [(name: String, path: String)] {
        guard let folder else { return [] }
        return try RealFileSystem().names(inFolder: folder).compactMap { file in
            let path = "\(folder)/\(file)"
            if file.hasSuffix(".zip") { return (String(file.dropLast(4)), path) }
            return Self.isPackage(path) ? (file, path) : nil
        }
    }

    /// The path of the package that a user means: a path, or the name of a default network.
    ///
    /// - Throws: ``LearningError`` that says what is near or known.
    package func path(of name: String) throws -> String {
        let isThere = FileManager.default.fileExists(atPath: name)
        if isThere, !Self.isFolder(name) || Self.isPackage(name) { return name }
        let entries = name.contains("/") ? [] : try entries()
        if let entry = entries.first(where: { $0.name == name }) { return entry.path }
        guard !isThere else {
            throw LearningError(name, "it is a folder without an rdf.yaml, so no package")
        }
        guard !name.contains("/"), !name.hasSuffix(".zip") else {
            throw LearningError(name, "there is no such package")
        }
        guard let folder else {
            throw LearningError(
                name,
                "there is no such package, and no folder of default networks; name one with "
                    + "--networks or TARSIER_NETWORKS")
        }
        throw LearningError(
            name,
            "there is no such package; in \(folder): "
                + unknown("network", name, known: entries.map(\.name)))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Whether a folder describes a network.
    private static func isPackage(_ folder: String) -> Bool {
        ModelPackage.descriptionNames.contains {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)")
        }
    }
}
