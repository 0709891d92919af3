/// A package that is only in memory yet.
struct MemoryFiles: PackageSource {
    /// By name.
    var files: [String: [UInt8]]

    func contains(_ name: String) -> Bool { files[name] != nil }

    func read(_ name: String) throws(PackagePath.Problem) -> [UInt8] {
        guard let bytes = files[name] else { throw PackagePath.Problem("there is no \(name)") }
        return bytes
    }
}
