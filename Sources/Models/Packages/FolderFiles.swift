import Glibc

/// A package that lies unpacked in a folder.
struct FolderFiles: PackageSource {
    let folder: String

    func contains(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(folder)/\(name)", &status) == 0
    }

    func read(_ name: String) throws(PackagePath.Problem) -> [UInt8] {
        try refuseLinks(name)
        let descriptor = open(
            "\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("cannot be opened", name) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined", name) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw PackagePath.Problem("\(name) is not a file")
        }
        let byteCount = Int(status.st_size)
        guard byteCount <= largestPackageFileByteCount else {
            throw PackagePath.Problem("\(name) is larger than 1 GB")
        }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var done = 0
        while done < byteCount {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: done), byteCount - done)
            }
            guard count > 0 else { throw failure("cannot be read whole", name) }
            done += count
        }
        return bytes
    }

    /// A link could lead out of the package, in the last part of `name` or in any before.
    private func refuseLinks(_ name: String) throws(PackagePath.Problem) {
        var path = folder
        for part in name.split(separator: "/") {
            path += "/\(part)"
            var status = stat()
            guard lstat(path, &status) == 0 else { throw failure("cannot be found", name) }
            guard status.st_mode & S_IFMT != S_IFLNK else {
                throw PackagePath.Problem("\(name) is a link, which may lead out of the package")
            }
        }
    }

    private func failure(_ what: String, _ name: String) -> PackagePath.Problem {
        PackagePath.Problem("\(name) \(what): \(String(cString: strerror(errno)))")
    }
}
