import CZip

/// A package in a zip archive, whose list of files has been checked.
///
/// - Source: libzip 1.7.3, `zip.h`.
final class ZipFiles: PackageSource {
    private let archive: OpaquePointer
    /// Index and size of each file.
    private let entries: [String: (index: UInt64, byteCount: Int)]

    /// Sums over an archive; beyond them it is made to fill a disk.
    private static let largestTotal = 4 << 30
    private static let largestRatio: UInt64 = 200
    /// Below this an archive may be as dense as it likes: a test tensor may be all zeros.
    private static let harmlessByteCount: UInt64 = 64 << 20
    private static let largestEntryCount = 10_000

    init(path: String) throws(PackageError) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            throw PackageError(path, "cannot be opened as a zip archive: \(Self.words(code))")
        }
        do throws(PackagePath.Problem) {
            entries = try Self.list(archive)
        } catch {
            zip_discard(archive)
            throw PackageError(path, error.message)
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func contains(_ name: String) -> Bool { entries[name] != nil }

    func read(_ name: String) throws(PackagePath.Problem) -> [UInt8] {
        guard let entry = entries[name] else { throw PackagePath.Problem("there is no \(name)") }
        guard entry.byteCount <= largestPackageFileByteCount else {
            throw PackagePath.Problem("\(name) is larger than 1 GB")
        }
        guard let file = zip_fopen_index(archive, entry.index, 0) else {
            throw PackagePath.Problem("\(name) cannot be unpacked: \(lastWords)")
        }
        defer { zip_fclose(file) }
        // One byte more than promised, so that libzip reaches the end and compares the checksum.
        var bytes = [UInt8](repeating: 0, count: entry.byteCount + 1)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                zip_fread(file, $0.baseAddress?.advanced(by: done), UInt64($0.count - done))
            }
            if count == 0 { break }
            guard count > 0 else { throw PackagePath.Problem("\(name) is damaged") }
            done += Int(count)
        }
        guard done == entry.byteCount else {
            throw PackagePath.Problem("\(name) does not unpack to the size it claims")
        }
        bytes.removeLast()
        return bytes
    }

    private static func list(
        _ archive: OpaquePointer
    ) throws(PackagePath.Problem) -> [String: (index: UInt64, byteCount: Int)] {
        let count = zip_get_num_entries(archive, 0)
        guard count <= largestEntryCount else {
            throw PackagePath.Problem("has \(count) files; a package has at most 10000")
        }
        var entries: [String: (index: UInt64, byteCount: Int)] = [:]
        var (packed, unpacked): (UInt64, UInt64) = (0, 0)
        for index in 0..<UInt64(max(0, count)) {
            var status = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &status) == 0, let raw = status.name else {
                throw PackagePath.Problem("has a file without name or size")
            }
            let text = String(cString: raw)
            let name: String
            switch PackagePath.checked(text.hasSuffix("/") ? String(text.dropLast()) : text) {
            case .success(let checked): name = checked
            case .failure(let problem): throw problem
            }
            try check(archive, index, status, name)
            if text.hasSuffix("/") { continue }
            (packed, unpacked) = (packed &+ status.comp_size, unpacked &+ status.size)
            guard status.size <= largestTotal, unpacked <= largestTotal else {
                throw PackagePath.Problem("would unpack to more than 4 GB")
            }
            guard entries.updateValue((index, Int(status.size)), forKey: name) == nil else {
                throw PackagePath.Problem("has the file \(name) twice")
            }
        }
        guard unpacked < harmlessByteCount || unpacked / max(1, packed) < largestRatio else {
            throw PackagePath.Problem("would unpack to more than 200 times its size")
        }
        return entries
    }

    /// Refuses links, devices, encryption and rare compression.
    private static func check(
        _ archive: OpaquePointer, _ index: UInt64, _ status: zip_stat_t, _ name: String
    ) throws(PackagePath.Problem) {
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        zip_file_get_external_attributes(archive, index, 0, &system, &attributes)
        let kind = attributes >> 16 & 0o170000
        guard system != ZIP_OPSYS_UNIX || [0, 0o040000, 0o100000].contains(kind) else {
            throw PackagePath.Problem("\(name) is a link or device, not a file")
        }
        guard status.encryption_method == 0 else {
            throw PackagePath.Problem("\(name) is encrypted")
        }
        guard [0, 8].contains(status.comp_method) else {
            throw PackagePath.Problem("\(name) is packed by an unknown method, not by deflate")
        }
    }

    private var lastWords: String {
        String(cString: zip_strerror(archive))
    }

    private static func words(_ code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return String(cString: zip_error_strerror(&error))
    }
}
