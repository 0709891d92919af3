import Documents
import Glibc

extension ModelPackage {
    /// The files of which one describes a package; the first is written.
    package static let descriptionNames = PackageReader.descriptionNames

    /// Reads the package at `path`: a folder, or a zip archive.
    package static func read(_ path: String) throws(PackageError) -> ModelPackage {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw PackageError(path, "cannot be found: \(String(cString: strerror(errno)))")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return try read(folder: path)
        case S_IFREG: return try read(zip: path)
        default: throw PackageError(path, "is neither a folder nor a zip archive")
        }
    }

    /// Reads a package that lies unpacked in `folder`.
    package static func read(folder: String) throws(PackageError) -> ModelPackage {
        try read(FolderFiles(folder: folder), path: folder)
    }

    /// Reads a package from a zip archive, unpacking nothing to the disk.
    package static func read(zip path: String) throws(PackageError) -> ModelPackage {
        try read(try ZipFiles(path: path), path: path)
    }

    static func read(
        _ source: any PackageSource, path: String
    ) throws(PackageError) -> ModelPackage {
        var reader = PackageReader(source: source)
        do throws(DocumentError) {
            return try reader.package()
        } catch {
            throw PackageError(path, error)
        }
    }
}
