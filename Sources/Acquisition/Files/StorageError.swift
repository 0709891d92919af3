import Glibc

/// What went wrong with data on disk: which path, what was tried, and why it failed.
package struct StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The system refused; the number is `errno`.
        case system(errno: Int32)
        /// The content is ours but broken; the text says where.
        case damaged(String)
        /// The content belongs to another program, or to a newer version of this one.
        case foreign(String)
        /// What lies there was made for something else; the text says what differs.
        case differs(String)
        /// Another controller holds it; the text names the holder.
        case busy(holder: String)
        /// An index, size or value that does not fit; nothing was written.
        case outOfRange(String)
        /// A library refused; the text is its own.
        case library(String)
        /// An earlier write may be lost, so nothing more is taken; the text is the first error.
        case stopped(String)
    }

    package let operation: String
    package let path: String
    package let reason: Reason

    package init(_ operation: String, _ path: String, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    /// The `errno` behind this error, where the system refused.
    package var systemCode: Int32? {
        if case .system(let code) = reason { code } else { nil }
    }

    /// No room was left: on the disk, or in what this user may use of it.
    package var isDiskFull: Bool { systemCode == ENOSPC || systemCode == EDQUOT }

    package var description: String { "\(operation) \(path): \(reasonText)" }

    private var reasonText: String {
        switch reason {
        case .system(let code): Self.words(for: code)
        case .damaged(let text): "damaged: \(text)"
        case .foreign(let text): text
        case .differs(let text): "made for something else: \(text)"
        case .busy(let holder): "in use by \(holder)"
        case .outOfRange(let text): text
        case .library(let text): text
        case .stopped(let text): "nothing more is stored after an earlier failure: \(text)"
        }
    }

    private static func words(for code: Int32) -> String {
        switch code {
        case ENOSPC: "the disk is full (ENOSPC); free some space or choose another folder"
        case EDQUOT: "your disk quota is used up (EDQUOT)"
        case EROFS: "the file system is read-only (EROFS)"
        case EACCES: "permission denied (EACCES)"
        case ENOENT: "no such file or folder (ENOENT)"
        case EEXIST: "something else of that name is there already (EEXIST); choose another"
        case ENOTDIR: "a part of the path is not a folder (ENOTDIR)"
        case EISDIR: "it is a folder (EISDIR)"
        case EIO: "the disk failed to read or write (EIO)"
        case EMFILE: "too many open files (EMFILE)"
        default: "\(String(cString: strerror(code))) (errno \(code))"
        }
    }
}
