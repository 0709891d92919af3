import Synchronization

/// Files in memory, with the semantics of ``RealFileSystem``: for rehearsals and tests.
///
/// It remembers what is durable and what is only written, so that a test can cut the power.
package final class MemoryFileSystem: FileSystem {
    private let disk: Mutex<MemoryDisk>

    /// - Parameter capacity: In bytes of file content; writing beyond it fails like a full disk.
    package init(capacity: Int = .max) {
        disk = Mutex(MemoryDisk(capacity: capacity))
    }

    private init(_ content: MemoryDisk) { disk = Mutex(content) }

    /// What another process would find if this one were killed now.
    package func afterKill() -> MemoryFileSystem {
        MemoryFileSystem(disk.withLock { $0.withoutOpenFiles() })
    }

    /// What the disk would hold after a power cut now.
    ///
    /// What was made durable is there. For everything else `isKept` is asked, change by change:
    /// content may be kept whole, in part or not at all, a new name may be there or not.
    package func afterPowerCut(
        isKept: (MemoryDisk.UnsyncedChange) -> Bool = { _ in false }
    ) -> MemoryFileSystem {
        MemoryFileSystem(disk.withLock { $0.afterPowerCut(isKept: isKept) })
    }

    @discardableResult
    package func createFolder(at path: String) throws(StorageError) -> Bool {
        try change { disk throws(StorageError) in try disk.createFolder(at: path) }
    }

    package func createFile(at path: String) throws(StorageError) -> OpenFile {
        try change { disk throws(StorageError) in try disk.createFile(at: path) }
    }

    package func write(
        _ bytes: UnsafeRawBufferPointer, to file: OpenFile
    ) throws(StorageError) -> Int {
        // Copied before the lock, which raw memory may not enter.
        let copy = [UInt8](bytes)
        return try change { disk throws(StorageError) in try disk.write(copy, to: file) }
    }

    package func synchronize(_ file: OpenFile) throws(StorageError) {
        try change { disk throws(StorageError) in try disk.synchronize(file) }
    }

    package func close(_ file: OpenFile) throws(StorageError) {
        try change { disk throws(StorageError) in try disk.close(file) }
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try change { disk throws(StorageError) in try disk.rename(source, to: destination) }
    }

    package func synchronizeFolder(at path: String) throws(StorageError) {
        try change { disk throws(StorageError) in try disk.synchronizeFolder(at: path) }
    }

    package func synchronizeEverything(around path: String) throws(StorageError) {
        disk.withLock { $0.synchronizeEverything() }
    }

    package func remove(at path: String) throws(StorageError) {
        try change { disk throws(StorageError) in try disk.remove(at: path) }
    }

    package func read(at path: String, limit: Int) throws(StorageError) -> [UInt8] {
        try change { disk throws(StorageError) in try disk.read(at: path, limit: limit) }
    }

    package func names(inFolder path: String) throws(StorageError) -> [String] {
        try change { disk throws(StorageError) in try disk.names(inFolder: path) }
    }

    package func kind(at path: String) throws(StorageError) -> FileKind? {
        disk.withLock { $0.kind(at: path) }
    }

    package func freeByteCount(at path: String) throws(StorageError) -> Int64 {
        disk.withLock { Int64(clamping: $0.freeByteCount) }
    }

    private func change<Value: Sendable>(
        _ body: (inout MemoryDisk) throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        let result = disk.withLock { disk in
            Result { () throws(StorageError) in try body(&disk) }
        }
        return try result.get()
    }
}
