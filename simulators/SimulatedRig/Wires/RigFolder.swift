import Glibc

/// The folder in which a rig publishes its ports and its rig file.
enum RigFolder {
    /// Creates `path` if need be and takes it for this process alone; returns the descriptor that
    /// holds the claim.
    static func claim(_ path: String) throws(SettingsError) -> Int32 {
        if mkdir(path, 0o755) != 0 && errno != EEXIST {
            throw SettingsError("create \(path): \(String(cString: strerror(errno)))")
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SettingsError("open \(path): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw SettingsError("\(path) is in use by another simulated rig")
        }
        return descriptor
    }

    /// Writes `text` to `path` in one step.
    static func write(_ text: String, to path: String) throws(SettingsError) {
        let temporary = path + ".new"
        let file = fopen(temporary, "w")
        let isWritten = file.map { fputs(text, $0) >= 0 } ?? false
        let isClosed = file.map { fclose($0) == 0 } ?? false
        guard isWritten, isClosed, rename(temporary, path) == 0 else {
            throw SettingsError("write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
