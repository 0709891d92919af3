import Glibc

extension RealFileSystem {
    package func read(at path: String, limit: Int) throws(StorageError) -> [UInt8] {
        let descriptor = try check("open", path) { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        defer { _ = Glibc.close(descriptor) }
        var status = stat()
        try check("read", path) { fstat(descriptor, &status) }
        let size = min(Int(status.st_size), limit)
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let count = try check("read", path) {
                bytes.withUnsafeMutableBytes { buffer in
                    Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
                }
            }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(size - filled)
        return bytes
    }

    package func names(inFolder path: String) throws(StorageError) -> [String] {
        guard let folder = opendir(path) else {
            throw StorageError("list", path, .system(errno: errno))
        }
        defer { closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw StorageError("list", path, .system(errno: errno)) }
        return names.sorted()
    }

    package func kind(at path: String) throws(StorageError) -> FileKind? {
        var status = stat()
        if lstat(path, &status) != 0 {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return nil }
            throw StorageError("look at", path, .system(errno: code))
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file(byteCount: Int(status.st_size))
        case S_IFDIR: .folder
        default: .other
        }
    }
}
