import CRig
import Glibc

/// A training folder on disk.
package struct FieldFolder: FieldSink {
    private let path: String

    /// Creates `path` with its subfolders; a folder that is there must be empty.
    package init(creating path: String) throws(SettingsError) {
        self.path = path
        try Self.create(path)
        guard let entries = opendir(path) else {
            throw SettingsError("open \(path): \(String(cString: strerror(errno)))")
        }
        defer { closedir(entries) }
        var count = 0
        while readdir(entries) != nil { count += 1 }
        // Every folder has "." and "..".
        guard count <= 2 else {
            throw SettingsError("\(path) is not empty; name a new folder for the fields")
        }
        for kind in FieldKind.allCases { try Self.create("\(path)/\(kind.folder)") }
    }

    private static func create(_ path: String) throws(SettingsError) {
        if mkdir(path, 0o755) != 0 && errno != EEXIST {
            throw SettingsError("create \(path): \(String(cString: strerror(errno)))")
        }
    }

    package mutating func write(_ pages: [FieldImage], to file: String) throws(SettingsError) {
        let whole = "\(path)/\(file)"
        guard let tiff = rig_tiff_create(whole) else {
            throw SettingsError("create \(whole): \(String(cString: strerror(errno)))")
        }
        defer { rig_tiff_close(tiff) }
        for page in pages {
            let width = UInt32(page.width)
            let height = UInt32(page.height)
            let status =
                switch page.pixels {
                case .counts(let counts): rig_tiff_add(tiff, counts, width, height, 16)
                case .electrons(let electrons): rig_tiff_add(tiff, electrons, width, height, 32)
                }
            guard status == 0 else {
                throw SettingsError("write \(whole): is there room left on the disk?")
            }
        }
    }

    package mutating func write(_ table: String, to file: String) throws(SettingsError) {
        try RigFolder.write(table, to: "\(path)/\(file)")
    }
}
