package import Acquisition
import Glibc

/// Where an experiment's packages are looked for.
package struct PackageShelf: Sendable {
    /// Paths that are not absolute begin here: the experiment's folder.
    package var folder: String
    /// Folders of packages that go by their names: `restore`, or `restore.zip`.
    package var shelves: [String]

    package init(folder: String, shelves: [String] = []) {
        self.folder = folder
        self.shelves = shelves
    }

    /// Beside the file at `path`.
    package init(besideFile path: String, shelves: [String] = []) {
        let slash = path.lastIndex(of: "/")
        self.init(folder: slash.map { String(path[..<$0]) } ?? ".", shelves: shelves)
    }

    /// As when the run of `journal` began: its copy of the experiment lies in another folder.
    package init(resuming journal: Journal, shelves: [String] = []) throws {
        self.init(folder: try journal.fact(Self.fact) ?? ".", shelves: shelves)
    }

    /// The journal's key for ``absoluteFolder``.
    static let fact = "networks.folder"

    var absoluteFolder: String {
        guard let path = realpath(folder, nil) else { return folder }
        defer { free(path) }
        return String(cString: path)
    }

    /// Where the package called `name` is; `nil` where nothing is.
    package func path(of name: String) -> String? { candidates(name).first(where: Self.exists) }

    /// Where the package called `name` is looked for.
    func places(of name: String) -> [String] { candidates(name) }

    private func candidates(_ name: String) -> [String] {
        if name.hasPrefix("/") { return [name] }
        let own = folder == "." ? name : "\(folder)/\(name)"
        // A name on a shelf leads nowhere else.
        if name.contains("/") { return [own] }
        return [own] + shelves.flatMap { ["\($0)/\(name)", "\($0)/\(name).zip"] }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
