import Glibc

/// A file on disk that libtiff reads through callbacks; closed with its last owner.
final class TIFFFileBytes {
    private let descriptor: Int32
    let count: Int
    private var position = 0

    init(path: String) throws(StorageError) {
        descriptor = try check("open", path) { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(descriptor)
            throw StorageError("open", path, .foreign("it is not a file"))
        }
        count = Int(status.st_size)
    }

    deinit { Glibc.close(descriptor) }

    /// Fills `target` as far as the file goes; -1 where the disk fails.
    func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < target.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(position))
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return -1 }
            if count == 0 { break }
            position += count
            filled += count
        }
        return filled
    }

    func seek(_ offset: Int, from origin: Int32) -> Int {
        let base =
            switch origin {
            case 1: position
            case 2: count
            default: 0
            }
        let (target, isTooLarge) = base.addingReportingOverflow(offset)
        guard !isTooLarge, target >= 0 else { return -1 }
        position = target
        return target
    }
}
