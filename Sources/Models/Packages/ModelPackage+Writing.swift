import Glibc

extension ModelPackage {
    /// Writes the package as a new folder.
    ///
    /// The folder appears whole or not at all, and only if the package can be read back.
    package func write(folder path: String) throws(PackageError) {
        let files = try checkedFiles(for: path)
        let temporary = path + ".partial-\(getpid())"
        guard mkdir(temporary, 0o777) == 0 else { throw Self.failure("cannot make", temporary) }
        do throws(PackageError) {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try Self.write(bytes, to: "\(temporary)/\(name)")
            }
            try Self.move(temporary, to: path)
        } catch {
            for name in files.keys { unlink("\(temporary)/\(name)") }
            rmdir(temporary)
            throw error
        }
    }

    /// Writes the package as a new zip archive, whose bytes depend on the package alone.
    ///
    /// The archive appears whole or not at all, and only if the package can be read back.
    package func write(zip path: String) throws(PackageError) {
        let files = try checkedFiles(for: path)
        let temporary = path + ".partial-\(getpid())"
        do throws(PackageError) {
            try ZipWriter.write(files, to: temporary)
            try Self.synchronize(temporary)
            try Self.move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// The files to write, after a look at them with the reader's eyes.
    private func checkedFiles(for path: String) throws(PackageError) -> [String: [UInt8]] {
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw PackageError(path, "is already there, and is not replaced")
        }
        let isWriteable = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || "0123456789_+- ()".unicodeScalars.contains(scalar))
        }
        guard isWriteable, (5...128).contains(name.count) else {
            throw PackageError(
                path,
                "the name \"\(name.prefix(130))\" must be 5 to 128 letters, digits, spaces "
                    + "and _+-()")
        }
        guard weights.opset != nil else {
            throw PackageError(path, "the opset of the weights must be known")
        }
        for citation in citations where citation.doi == nil && citation.url == nil {
            throw PackageError(path, "the citation \"\(citation.text)\" needs a doi or a url")
        }
        for case .number(let number) in facts.values where !number.isFinite {
            throw PackageError(path, "the facts must be finite numbers, but one is \(number)")
        }
        for tensor in inputs + outputs {
            let isPlain = tensor.id.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
            }
            guard isPlain, !tensor.id.isEmpty else {
                throw PackageError(
                    path,
                    "the tensor's id \"\(tensor.id.prefix(60))\" must be of small letters, "
                        + "digits and _")
            }
        }
        let files = PackageFiles(self).files
        _ = try Self.read(MemoryFiles(files: files), path: path)
        return files
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(PackageError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot make", path) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            guard count > 0 else {
                let error = failure("cannot write", path)
                close(descriptor)
                throw error
            }
            done += count
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0 else {
            throw failure("cannot sync", path)
        }
    }

    private static func synchronize(_ path: String) throws(PackageError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("cannot sync", path) }
    }

    private static func move(_ temporary: String, to path: String) throws(PackageError) {
        guard rename(temporary, path) == 0 else { throw failure("cannot rename", temporary) }
    }

    private static func failure(_ what: String, _ path: String) -> PackageError {
        PackageError(path, "\(what): \(String(cString: strerror(errno)))")
    }
}
