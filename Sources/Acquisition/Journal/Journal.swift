import GRDB
import Synchronization

/// The durable record of what happened in a run, as an SQLite database that any tool can open.
///
/// One controller writes; a lock keeps others away. Readers may open the file meanwhile. Every
/// call blocks until it is done, so that a simulation stays in order.
package final class Journal: Sendable {
    /// Marks the file as ours: "TARS" in the header field that SQLite has for this.
    static let applicationID: Int32 = 0x5441_5253
    static let schemaVersion: Int32 = 5

    /// Nil in memory.
    package let path: String?
    let database: DatabaseQueue
    /// Nil in memory and where we only read.
    private let log: JournalLog?
    private let lock: JournalLock?
    /// Nil in memory and where we only read.
    private let slot: IntentSlot?
    private let state: Mutex<State>

    private struct State: Sendable {
        var nextBatch: Int
        /// Not in the database yet.
        var announced: IntentRecord?
        var failure: StorageError?
    }

    /// Opens the journal at `path` for this process alone, or makes it; nil keeps it in memory.
    ///
    /// - Throws: ``StorageError`` with the holder's name where another controller has it, and one
    ///   that says so where the file is damaged or is not a journal.
    package convenience init(path: String?) throws(StorageError) {
        let lock: JournalLock? = if let path { try JournalLock(path: path + ".lock") } else { nil }
        try self.init(path: path, lock: lock, isReadOnly: false)
    }

    /// Opens a journal to read it, whether or not a controller is writing.
    package static func reading(path: String) throws(StorageError) -> Journal {
        try Journal(path: path, lock: nil, isReadOnly: true)
    }

    private init(path: String?, lock: JournalLock?, isReadOnly: Bool) throws(StorageError) {
        self.path = path
        self.lock = lock
        do {
            database = try JournalSchema.openDatabase(path, isReadOnly: isReadOnly)
            let last = try database.read { try JournalSchema.lastBatch($0) }
            log = if let path, !isReadOnly { try JournalLog(ofDatabase: path) } else { nil }
            slot =
                if let path, !isReadOnly { try IntentSlot(path: Self.slotPath(path)) } else { nil }
            state = Mutex(State(nextBatch: last + 1))
        } catch {
            throw StorageError(translating: error, "open", path)
        }
        // What a killed run was about to light.
        if slot != nil, let intent = try leftIntent() {
            try write(JournalBatch(intents: [intent]), durable: true)
        }
    }

    static func slotPath(_ path: String) -> String { path + ".intent" }

    /// Makes sure that `intent` survives the end of the process, as fast as can be: light waits for
    /// it. ``settleIntent()`` follows when nothing waits.
    package func announce(_ intent: IntentRecord) throws(StorageError) {
        try settleIntent()
        if let failure = state.withLock({ $0.failure }) { throw refusal(failure) }
        do {
            if try slot?.write(intent) == true { return state.withLock { $0.announced = intent } }
        } catch {
            throw StorageError(translating: error, "write", path)
        }
        try write(JournalBatch(intents: [intent]), durable: false)
    }

    /// Moves an announced intent into the database, if it is not there yet.
    package func settleIntent() throws(StorageError) {
        guard let intent = state.withLock({ $0.announced }) else { return }
        try write(JournalBatch(intents: [intent]), durable: false)
        state.withLock { $0.announced = nil }
    }

    /// Writes all of `batch` in one transaction; it survives the end of the process when the call
    /// returns.
    ///
    /// - Parameter durable: Whether it and everything before must survive a power cut, too.
    /// - Throws: ``StorageError``; unless it was the sync that failed, nothing of `batch` is then
    ///   in the journal.
    package func write(_ batch: JournalBatch, durable: Bool) throws(StorageError) {
        let result = state.withLock { state in
            Result { () throws(StorageError) in try write(batch, &state) }
        }
        try result.get()
        if durable { try makeDurable() }
    }

    /// Makes everything written so far survive a power cut. Others may write meanwhile.
    ///
    /// - Throws: ``StorageError``; after a failed sync the journal takes nothing more.
    package func makeDurable() throws(StorageError) {
        if let failure = state.withLock({ $0.failure }) { throw refusal(failure) }
        do {
            try log?.synchronize()
        } catch {
            let failure = StorageError(translating: error, "sync", path)
            state.withLock { $0.failure = failure }
            throw failure
        }
    }

    /// Ends the journal: moves everything into the one file and makes it durable.
    package func close() throws(StorageError) {
        try settleIntent()
        do {
            try log?.close()
            if log != nil { try leaveOneFile() }
            try database.close()
            slot?.remove()
        } catch {
            throw StorageError(translating: error, "close", path)
        }
    }

    /// Ends the write-ahead log, so that who reads later makes no files beside the database.
    private func leaveOneFile() throws {
        do {
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA journal_mode = DELETE")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Somebody reads just now: the log stays, and is as good.
        }
    }

    private func write(_ batch: JournalBatch, _ state: inout State) throws(StorageError) {
        if let failure = state.failure { throw refusal(failure) }
        if batch.isEmpty { return }
        let number = state.nextBatch
        do {
            try database.writeWithoutTransaction { database in
                try Self.transaction(in: database) {
                    try Self.insert(batch, number, into: database)
                }
            }
        } catch {
            let failure = StorageError(translating: error, "write", path)
            if Self.isIOError(error) { state.failure = failure }
            throw failure
        }
        state.nextBatch += 1
    }

    private func refusal(_ failure: StorageError) -> StorageError {
        StorageError("write", path ?? "journal", .stopped("\(failure)"))
    }

    /// What the library's own does, without making its statements anew each time.
    private static func transaction(in database: Database, _ body: () throws -> Void) throws {
        try database.cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
        do {
            try body()
            try database.cachedStatement(sql: "COMMIT TRANSACTION").execute()
        } catch {
            // Some errors have ended the transaction already.
            if database.isInsideTransaction { try database.rollback() }
            throw error
        }
    }

    private static func insert(
        _ batch: JournalBatch, _ number: Int, into database: Database
    ) throws {
        try database.cachedStatement(sql: "INSERT INTO batch (id) VALUES (?)")
            .execute(arguments: [number])
        func insert<Record: JournalRecord>(_ records: [Record]) throws {
            guard !records.isEmpty else { return }
            let table = StoredRecord<Record>.table
            let statement = try database.cachedStatement(sql: table.insertion)
            for record in records {
                let values = try ColumnValues(record, of: table).values
                try statement.execute(
                    arguments: StatementArguments([number.databaseValue] + values))
            }
        }
        try insert(batch.facts)
        try insert(batch.states)
        try insert(batch.intents)
        try insert(batch.exposures)
        try insert(batch.frames)
        try insert(batch.skips)
        try insert(batch.features)
        try insert(batch.decisions)
        try insert(batch.notes)
        try insert(batch.networks)
        try insert(batch.objects)
        try insert(batch.cells)
    }

    /// The disk failed, or a sync did: what was written since the last one may be lost.
    private static func isIOError(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_IOERR
    }
}
