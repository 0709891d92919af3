import Glibc

/// Reads an ordinary file into memory.
enum WholeFile {
    /// Returns every byte of the file at `path`, or throws where it is a folder, a pipe or a device,
    /// or larger than `limit`.
    static func bytes(at path: String, atMost limit: Int) throws(ONNXError) -> [UInt8] {
        // Without waiting: a pipe that nobody writes would hold us for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("cannot be opened") }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ONNXError(.unreadableFile, "is no ordinary file")
        }
        let count = Int(status.st_size)
        guard count <= limit else {
            throw ONNXError(.tooLarge, "\(count) bytes where at most \(limit) were expected")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        // A file that someone shortens meanwhile ends without an error number.
        errno = 0
        let received = bytes.withUnsafeMutableBytes { fill($0, from: descriptor) }
        guard received == count else { throw failure("cannot be read to its end") }
        return bytes
    }

    /// Reads until `buffer` is full or the file ends; returns how many bytes came.
    private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from file: Int32) -> Int {
        var received = 0
        while received < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[received...])
            let count = Glibc.read(file, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            received += count
        }
        return received
    }

    private static func failure(_ what: String) -> ONNXError {
        let cause = errno == 0 ? "" : " (\(String(cString: strerror(errno))))"
        return ONNXError(.unreadableFile, "\(what)\(cause)")
    }
}
