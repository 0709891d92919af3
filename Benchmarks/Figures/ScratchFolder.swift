import Foundation

/// A folder that is removed with all that was written into it.
enum ScratchFolder {
    static func use<Result>(
        in parent: String, _ body: (_ path: String) async throws -> Result
    ) async throws -> Result {
        let path = "\(parent)/tarsier-benchmark-\(getpid())"
        let files = FileManager.default
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: path) }  // Only scratch data.
        return try await body(path)
    }
}
