import Glibc
import Hardware

/// The last intent in a small file beside the journal.
///
/// Light waits until its intent would survive the end of the process. A commit in the database was
/// the longest part of what is done between two exposures; one write into a page that the system
/// holds is short, and survives as well. The database gets the same intent after the trigger, so
/// that the file only matters when the program ended before.
final class IntentSlot: Sendable {
    private static let byteCount = 4096

    private let path: String
    private let descriptor: Int32

    /// Makes the file at `path`, with its room on the disk, or opens it as it is.
    init(path: String) throws(StorageError) {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = try check("open", path) { Glibc.open(path, flags, 0o666) }
        do throws(StorageError) {
            // The room is taken now, so that a full disk cannot keep an intent from being written.
            let status = posix_fallocate(descriptor, 0, off_t(Self.byteCount))
            guard status == 0 else { throw StorageError("write", path, .system(errno: status)) }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { Glibc.close(descriptor) }

    /// Writes `intent` over the one before.
    ///
    /// - Returns: False where it is too long for the file.
    func write(_ intent: IntentRecord) throws -> Bool {
        let body = IntentBytes.write(intent)
        guard body.count <= Self.byteCount - 8 else { return false }
        let head = [UInt32(body.count), body.withUnsafeBytes(CRC32.checksum)]
        let bytes =
            head.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) } + body
        let written = try check("write", path) { pwrite(descriptor, bytes, bytes.count, 0) }
        guard written == bytes.count else { throw StorageError("write", path, .system(errno: EIO)) }
        return true
    }

    /// What the file at `path` holds; `nil` where there is none, or it was never written whole.
    static func read(path: String) -> IntentRecord? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        let count = pread(descriptor, &bytes, byteCount, 0)
        guard count > 8 else { return nil }
        func number(at place: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
        }
        let length = Int(number(at: 0))
        guard length > 0, length <= count - 8 else { return nil }
        let body = Array(bytes[8..<(8 + length)])
        guard body.withUnsafeBytes(CRC32.checksum) == number(at: 4) else { return nil }
        // A file that is whole but says something else is no intent of ours.
        return IntentBytes.read(body)
    }

    /// Takes the file away, when everything is in the database.
    func remove() { unlink(path) }
}
