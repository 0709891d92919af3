import Acquisition

/// Where something is to be written: looked at before the work is done, not after it.
enum OutputPlace {
    /// - Throws: where `path` is a folder, or lies in none.
    static func check(_ path: String) throws {
        let files = RealFileSystem()
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard try files.kind(at: folder) == .folder else {
            throw AcquisitionError.refused(["\(path): there is no folder \(folder)"])
        }
        guard try files.kind(at: path) != .folder else {
            throw AcquisitionError.refused(["\(path): this is a folder; name a file in it"])
        }
    }
}
