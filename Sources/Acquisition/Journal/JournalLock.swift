import Glibc

/// Keeps a second controller away from a run: a lock on a file beside the journal.
///
/// The system drops the lock when the process ends, however it ends. The file stays and tells who
/// held it last; removing it would let two controllers lock two files of one name.
final class JournalLock: Sendable {
    private let descriptor: Int32

    init(path: String) throws(StorageError) {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = try check("open", path) { Glibc.open(path, flags, 0o666) }
        do throws(StorageError) {
            try Self.lock(descriptor, path)
            try Self.sign(descriptor, path)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        // A child that is just being started has the file open as well, until it is its own program.
        flock(descriptor, LOCK_UN)
        Glibc.close(descriptor)
    }

    private static func lock(_ descriptor: Int32, _ path: String) throws(StorageError) {
        do throws(StorageError) {
            try check("lock", path) { flock(descriptor, LOCK_EX | LOCK_NB) }
        } catch {
            guard error.systemCode == EWOULDBLOCK else { throw error }
            throw StorageError("lock", path, .busy(holder: holder(descriptor)))
        }
    }

    /// Writes who holds the lock into it, for the one who comes next.
    private static func sign(_ descriptor: Int32, _ path: String) throws(StorageError) {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let text = Array("process \(getpid()) on \(string(name)): \(commandLine())\n".utf8)
        try check("write", path) { ftruncate(descriptor, 0) }
        try check("write", path) { pwrite(descriptor, text, text.count, 0) }
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [CChar](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count - 1, 0)
        let text = string(bytes).split(separator: "\n").first
        return count > 0 ? text.map(String.init) ?? "another process" : "another process"
    }

    private static func commandLine() -> String {
        CommandLine.arguments.prefix(4).joined(separator: " ").replacing("\n", with: " ")
    }

    private static func string(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
