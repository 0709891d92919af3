import GRDB
import Glibc
import Synchronization

/// The write-ahead log of a journal's database: made durable and folded into the database apart
/// from the connection that writes, so that nobody who writes waits for the disk.
///
/// - Source: https://www.sqlite.org/wal.html (checkpointing, performance considerations). A commit
///   is whole once its frames are in the log; a sync of the log makes it durable.
final class JournalLog: Sendable {
    /// After so many syncs the log is folded into the database.
    private static let syncsPerFold = 500

    private let path: String
    private let descriptor: Int32
    private let state: Mutex<State>

    private struct State {
        /// The connection that folds; nil once closed.
        var database: DatabaseQueue?
        var syncCount = 0
    }

    /// - Parameter path: The database's; its log must exist, as it does after the first commit.
    init(ofDatabase path: String) throws {
        let log = path + "-wal"
        descriptor = try check("open", log) { Glibc.open(log, O_RDONLY | O_CLOEXEC) }
        self.path = log
        var configuration = Configuration()
        configuration.label = "journal log"
        configuration.busyMode = .timeout(5)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        state = Mutex(State(database: database))
        try RealFileSystem().synchronizeFolder(at: parentFolder(of: path))
    }

    deinit { Glibc.close(descriptor) }

    /// Makes every commit so far survive a power cut.
    func synchronize() throws {
        try check("sync", path) { fdatasync(descriptor) }
        try state.withLock { state in
            state.syncCount += 1
            guard let database = state.database, state.syncCount >= Self.syncsPerFold else {
                return
            }
            if try Self.fold(database) { state.syncCount = 0 }
        }
    }

    /// Moves into the database what no reader needs from the log, which then starts anew.
    ///
    /// - Returns: False where somebody was just writing and the next sync must try again.
    private static func fold(_ database: DatabaseQueue) throws -> Bool {
        do {
            _ = try database.writeWithoutTransaction { try $0.checkpoint(.passive) }
            return true
        } catch let error as DatabaseError
            where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
        {
            return false
        }
    }

    /// Lets go of the database; the connection that writes folds the rest when it closes.
    func close() throws {
        try state.withLock { state in
            try state.database?.close()
            state.database = nil
        }
    }
}
