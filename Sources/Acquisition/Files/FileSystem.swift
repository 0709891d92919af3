/// Every effect that this program has on files, so that tests can make each one fail.
///
/// *Written* means that it survives the end of the process. *Durable* means that it survives a
/// power cut, and takes `synchronize` of the file and of every folder that got a new name.
package protocol FileSystem: Sendable {
    /// Makes one folder inside one that exists; false if the folder was there already.
    @discardableResult
    func createFolder(at path: String) throws(StorageError) -> Bool

    /// Opens a file for writing, empty whatever it held before; never follows a symbolic link.
    func createFile(at path: String) throws(StorageError) -> OpenFile

    /// Appends some of `bytes`, at least one unless there are none; returns how many.
    func write(_ bytes: UnsafeRawBufferPointer, to file: OpenFile) throws(StorageError) -> Int

    /// Makes the file's content durable. After an error the content must be taken for lost.
    func synchronize(_ file: OpenFile) throws(StorageError)

    /// Gives the descriptor back; it is gone even after an error.
    func close(_ file: OpenFile) throws(StorageError)

    /// Replaces `destination` in one step.
    func rename(_ source: String, to destination: String) throws(StorageError)

    /// Makes the names in a folder durable.
    func synchronizeFolder(at path: String) throws(StorageError)

    /// Makes everything on the file system that holds `path` durable.
    func synchronizeEverything(around path: String) throws(StorageError)

    /// Removes a file.
    func remove(at path: String) throws(StorageError)

    /// The first `limit` bytes of a file.
    func read(at path: String, limit: Int) throws(StorageError) -> [UInt8]

    /// The names in a folder, sorted.
    func names(inFolder path: String) throws(StorageError) -> [String]

    /// What is at `path`; nil when nothing is.
    func kind(at path: String) throws(StorageError) -> FileKind?

    /// Bytes that this user can still write on the file system that holds `path`.
    func freeByteCount(at path: String) throws(StorageError) -> Int64
}

/// A file open for writing.
package struct OpenFile: Hashable, Sendable {
    package let descriptor: Int32
    package let path: String

    package init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }
}

/// What a path names.
package enum FileKind: Equatable, Sendable {
    case file(byteCount: Int)
    case folder
    case other
}

extension FileSystem {
    /// Appends all of `bytes`, however few the system takes at a time.
    package func writeAll(
        _ bytes: UnsafeRawBufferPointer, to file: OpenFile
    ) throws(StorageError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = try write(rest, to: file)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    package func read(at path: String) throws(StorageError) -> [UInt8] {
        try read(at: path, limit: .max)
    }

    /// Makes a folder and those above it that are missing.
    package func createFolders(to path: String) throws(StorageError) {
        if try kind(at: path) == .folder { return }
        let parent = parentFolder(of: path)
        if parent != path { try createFolders(to: parent) }
        if try createFolder(at: path) { try synchronizeFolder(at: parent) }
    }

    /// Puts `content` at `path` in one step and makes it durable: temporary file, sync, rename,
    /// sync of the folder. A reader sees the old content or the new, never a part.
    package func replaceFile(
        at path: String, with content: UnsafeRawBufferPointer
    ) throws(StorageError) {
        let partial = path + ".partial"
        let file = try createFile(at: partial)
        do throws(StorageError) {
            do throws(StorageError) {
                try writeAll(content, to: file)
                try synchronize(file)
            } catch {
                try? close(file)  // The first error is the one to report.
                throw error
            }
            try close(file)
            try rename(partial, to: path)
        } catch {
            try? remove(at: partial)  // A leftover is harmless; the first error is what matters.
            throw error
        }
        try synchronizeFolder(at: parentFolder(of: path))
    }

    package func replaceFile(at path: String, with content: [UInt8]) throws(StorageError) {
        let result = content.withUnsafeBytes { bytes in
            Result { () throws(StorageError) in try replaceFile(at: path, with: bytes) }
        }
        try result.get()
    }
}

/// The folder that holds `path`; `.` for a bare name.
func parentFolder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}
