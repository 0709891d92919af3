import Glibc
import Synchronization

/// A file system that fails at a chosen call: for tests, which try every call in turn.
package final class FaultyFileSystem: FileSystem {
    /// How the chosen call fails.
    package enum Fault: Hashable, Sendable {
        /// It fails with this `errno`, and the calls after it work.
        case once(errno: Int32)
        /// It and every call after it fail with this `errno`.
        case forGood(errno: Int32)
        /// A write takes only half of its bytes; a call that is no write works.
        case shortWrite
        /// A write takes only half of its bytes, and every call after it fails: the process died.
        case killed
    }

    private let files: any FileSystem
    private let failingCall: Int
    private let fault: Fault
    private let count = Mutex(0)

    /// - Parameter failingCall: Counted from 1; 0 never fails.
    package init(_ files: any FileSystem, failingCall: Int, fault: Fault) {
        self.files = files
        self.failingCall = failingCall
        self.fault = fault
    }

    /// Calls so far, of every kind.
    package var callCount: Int { count.withLock { $0 } }

    /// The chosen call has been made.
    package var hasFailed: Bool { failingCall > 0 && callCount >= failingCall }

    @discardableResult
    package func createFolder(at path: String) throws(StorageError) -> Bool {
        try next("create folder", path)
        return try files.createFolder(at: path)
    }

    package func createFile(at path: String) throws(StorageError) -> OpenFile {
        try next("create", path)
        return try files.createFile(at: path)
    }

    package func write(
        _ bytes: UnsafeRawBufferPointer, to file: OpenFile
    ) throws(StorageError) -> Int {
        let isShort = (fault == .shortWrite || fault == .killed) && callCount + 1 == failingCall
        try next("write", file.path, isWrite: true)
        guard isShort, bytes.count > 1 else { return try files.write(bytes, to: file) }
        let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
        return try files.write(half, to: file)
    }

    package func synchronize(_ file: OpenFile) throws(StorageError) {
        try next("sync", file.path)
        try files.synchronize(file)
    }

    package func close(_ file: OpenFile) throws(StorageError) {
        do throws(StorageError) {
            try next("close", file.path)
        } catch {
            try? files.close(file)  // As on Linux: the descriptor is gone even so.
            throw error
        }
        try files.close(file)
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try next("rename to", destination)
        try files.rename(source, to: destination)
    }

    package func synchronizeFolder(at path: String) throws(StorageError) {
        try next("sync folder", path)
        try files.synchronizeFolder(at: path)
    }

    package func synchronizeEverything(around path: String) throws(StorageError) {
        try next("sync the disk of", path)
        try files.synchronizeEverything(around: path)
    }

    package func remove(at path: String) throws(StorageError) {
        try next("remove", path)
        try files.remove(at: path)
    }

    package func read(at path: String, limit: Int) throws(StorageError) -> [UInt8] {
        try next("read", path)
        return try files.read(at: path, limit: limit)
    }

    package func names(inFolder path: String) throws(StorageError) -> [String] {
        try next("list", path)
        return try files.names(inFolder: path)
    }

    package func kind(at path: String) throws(StorageError) -> FileKind? {
        try next("look at", path)
        return try files.kind(at: path)
    }

    package func freeByteCount(at path: String) throws(StorageError) -> Int64 {
        try next("measure free space of", path)
        return try files.freeByteCount(at: path)
    }

    /// Counts a call, and throws if it is its turn to fail.
    private func next(
        _ operation: String, _ path: String, isWrite: Bool = false
    ) throws(StorageError) {
        let call = count.withLock { count in
            count += 1
            return count
        }
        switch fault {
        case .once(let code) where call == failingCall,
            .forGood(let code) where failingCall > 0 && call >= failingCall:
            throw StorageError(operation, path, .system(errno: code))
        case .killed where failingCall > 0 && call >= failingCall:
            if call == failingCall && isWrite { return }
            throw StorageError(operation, path, .system(errno: EIO))
        default:
            return
        }
    }
}
