import Acquisition

/// Where something is to be written: looked at before the work is done, not after it.
enum OutputPlace {
    /// - Parameter keeps: Whether a file that is there must stay.
    /// - Throws: where `path` is a folder, or lies in none.
    static func check(_ path: String, keepingWhatIsThere keeps: Bool = false) throws {
        let files = RealFileSystem()
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard try files.kind(at: folder) == .folder else {
            throw AcquisitionError.refused(["\(path): there is no folder \(folder)"])
        }
        switch try files.kind(at: path) {
        case .folder:
            throw AcquisitionError.refused(["\(path): this is a folder; name a file in it"])
        case .some where keeps:
            throw AcquisitionError.refused([
                "\(path): this file is there already; choose another with --out, or say --overwrite"
            ])
        default: break
        }
    }
}
