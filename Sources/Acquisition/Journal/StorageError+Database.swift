import GRDB
import Glibc

extension StorageError {
    /// Says what the database library said in the words of this layer.
    init(translating error: any Error, _ operation: String, _ path: String?) {
        let path = path ?? "journal in memory"
        if let error = error as? StorageError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(operation, path, .damaged("\(error)"))
            return
        }
        let text = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        let reason: Reason =
            switch error.resultCode {
            case .SQLITE_FULL: .system(errno: ENOSPC)
            case .SQLITE_READONLY: .system(errno: EROFS)
            case .SQLITE_IOERR: .system(errno: EIO)
            case .SQLITE_CANTOPEN: .library(text)
            case .SQLITE_NOTADB: .foreign("this is not a journal of Tarsier")
            case .SQLITE_CORRUPT: .damaged(text)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(holder: "another program")
            case .SQLITE_CONSTRAINT: .outOfRange("a record does not fit: \(text)")
            default: .library(text)
            }
        self.init(operation, path, reason)
    }
}
