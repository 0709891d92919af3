import CZip
import Glibc

/// Makes zip archives that are equal, byte by byte, wherever the files are.
enum ZipWriter {
    /// Writes `files`, in the order of their names, to a new archive at `path`.
    static func write(_ files: [String: [UInt8]], to path: String) throws(PackageError) {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw PackageError(path, "cannot be made: libzip's error \(code)")
        }
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            guard add(bytes, as: name, to: archive) else {
                let words = String(cString: zip_strerror(archive))
                zip_discard(archive)
                throw PackageError(path, "cannot take \(name): \(words)")
            }
        }
        guard zip_close(archive) == 0 else {
            let words = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw PackageError(path, "cannot be written: \(words)")
        }
    }

    private static func add(
        _ bytes: [UInt8], as name: String, to archive: OpaquePointer
    ) -> Bool {
        // libzip reads the bytes when it closes the archive, and frees them.
        guard let copy = malloc(max(1, bytes.count)) else { return false }
        bytes.withUnsafeBytes {
            if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) }
        }
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            return false
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            return false
        }
        let entry = UInt64(index)
        // 1 January 1980, the first day a zip archive knows: the same package, the same bytes.
        return zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, 6) == 0
            && zip_file_set_dostime(archive, entry, 0, 0x21, 0) == 0
            && zip_file_set_external_attributes(
                archive, entry, 0, UInt8(ZIP_OPSYS_UNIX), 0o100644 << 16) == 0
    }
}
