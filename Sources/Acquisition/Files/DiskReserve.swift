/// Room set aside on the disk of a run, so that the journal can say how the run ended even when
/// the frames have filled the disk.
package struct DiskReserve: Sendable {
    /// More than the last records of a run and SQLite's own pages around them take.
    package static let byteCount = 1 << 20

    private let path: String
    private let files: any FileSystem

    /// Takes the room; what an earlier life of the run left is replaced.
    package init(at path: String, files: any FileSystem) throws(StorageError) {
        self.path = path
        self.files = files
        try files.replaceFile(at: path, with: [UInt8](repeating: 0xA5, count: Self.byteCount))
    }

    /// Gives the room back; a second call does nothing.
    package func release() {
        // Where it cannot be removed there is less room, and the next write says so.
        try? files.remove(at: path)
    }
}
