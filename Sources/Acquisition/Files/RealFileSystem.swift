import CSync
import Glibc

/// The machine's own file system, by its system calls.
package struct RealFileSystem: FileSystem {
    package init() {}

    @discardableResult
    package func createFolder(at path: String) throws(StorageError) -> Bool {
        if Glibc.mkdir(path, 0o777) == 0 { return true }
        let code = errno
        if code == EEXIST, try kind(at: path) == .folder { return false }
        throw StorageError("create folder", path, .system(errno: code))
    }

    package func createFile(at path: String) throws(StorageError) -> OpenFile {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = try check("create", path) { Glibc.open(path, flags, 0o666) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    package func write(
        _ bytes: UnsafeRawBufferPointer, to file: OpenFile
    ) throws(StorageError) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let count = try check("write", file.path) {
            Glibc.write(file.descriptor, bytes.baseAddress, bytes.count)
        }
        // Taking nothing without an error would loop for ever.
        guard count > 0 else { throw StorageError("write", file.path, .system(errno: EIO)) }
        return count
    }

    package func synchronize(_ file: OpenFile) throws(StorageError) {
        try check("sync", file.path) { Glibc.fdatasync(file.descriptor) }
    }

    package func close(_ file: OpenFile) throws(StorageError) {
        // On Linux the descriptor is gone whatever close says: a second try may hit another file.
        guard Glibc.close(file.descriptor) == 0 || errno == EINTR else {
            throw StorageError("close", file.path, .system(errno: errno))
        }
    }

    package func rename(_ source: String, to destination: String) throws(StorageError) {
        try check("rename to", destination) { Glibc.rename(source, destination) }
    }

    package func synchronizeFolder(at path: String) throws(StorageError) {
        try withDescriptor("sync folder", path, O_DIRECTORY) { Glibc.fsync($0) }
    }

    package func synchronizeEverything(around path: String) throws(StorageError) {
        try withDescriptor("sync the disk of", path, 0) { csync_file_system($0) }
    }

    package func remove(at path: String) throws(StorageError) {
        try check("remove", path) { Glibc.unlink(path) }
    }

    package func freeByteCount(at path: String) throws(StorageError) -> Int64 {
        var status = statvfs()
        try withDescriptor("measure free space of", path, 0) { fstatvfs($0, &status) }
        let (bytes, isTooLarge) = UInt64(status.f_bavail)
            .multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooLarge ? .max : Int64(clamping: bytes)
    }

    private func withDescriptor(
        _ operation: String, _ path: String, _ flags: Int32, _ body: (Int32) -> Int32
    ) throws(StorageError) {
        let descriptor = try check(operation, path) {
            Glibc.open(path, O_RDONLY | O_CLOEXEC | flags)
        }
        defer { _ = Glibc.close(descriptor) }
        try check(operation, path) { body(descriptor) }
    }
}

/// Repeats `body` while a signal interrupts it, and throws what else the system says.
@discardableResult
func check<Status: SignedInteger>(
    _ operation: String, _ path: String, _ body: () -> Status
) throws(StorageError) -> Status {
    while true {
        let status = body()
        if status >= 0 { return status }
        let code = errno
        if code != EINTR { throw StorageError(operation, path, .system(errno: code)) }
    }
}
