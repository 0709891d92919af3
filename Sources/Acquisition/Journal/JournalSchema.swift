import GRDB

/// Makes, checks and opens the journal's database.
enum JournalSchema {
    /// Opens the database at `path`, or makes it; nil keeps it in memory.
    static func openDatabase(_ path: String?, isReadOnly: Bool) throws -> DatabaseQueue {
        guard let path else {
            let database = try DatabaseQueue(configuration: configuration(isReadOnly: false))
            try database.write(create)
            return database
        }
        if try RealFileSystem().kind(at: path) == nil {
            guard !isReadOnly else {
                throw StorageError("open", path, .foreign("there is no journal"))
            }
            try createFile(path)
        }
        try checkHeader(path)
        var configuration = configuration(isReadOnly: isReadOnly)
        if !isReadOnly { configuration.journalMode = .wal }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.read { try check($0, path) }
        if !isReadOnly { try database.write(bringUpToDate) }
        return database
    }

    private static func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.label = "journal"
        // A reader may hold the log for a moment while it is folded into the file.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            guard !isReadOnly else { return }
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            // The log is folded beside the sync, never inside a commit that light waits for.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    /// Makes a whole empty journal under another name first, so that `path` never names a part.
    private static func createFile(_ path: String) throws {
        let files = RealFileSystem()
        let partial = path + ".partial"
        for leftover in [partial, partial + "-journal"] where try files.kind(at: leftover) != nil {
            try files.remove(at: leftover)
        }
        let database = try DatabaseQueue(path: partial)
        try database.write(create)
        try database.close()
        try files.rename(partial, to: path)
        try files.synchronizeFolder(at: parentFolder(of: path))
    }

    /// Refuses, before SQLite touches it, a file that is not a journal.
    private static func checkHeader(_ path: String) throws {
        guard case .file = try RealFileSystem().kind(at: path) else {
            throw StorageError("open", path, .foreign("this is not a journal but a folder"))
        }
        let header = try RealFileSystem().read(at: path, limit: 100)
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw StorageError("open", path, .foreign("this is not a journal of Tarsier"))
        }
        // Offset 68 of SQLite's file header is the application's own mark.
        let mark = header[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard mark == Journal.applicationID else {
            throw StorageError("open", path, .foreign("this is another program's database"))
        }
    }

    /// The number of the last transaction; 0 if there was none.
    static func lastBatch(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(max(id), 0) FROM batch") ?? 0
    }

    private static func create(_ database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(Journal.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(Journal.schemaVersion)")
        try database.execute(sql: "CREATE TABLE batch (id INTEGER PRIMARY KEY) STRICT")
        for table in JournalTable.allCases { try database.execute(sql: table.creation) }
    }

    /// Adds the tables and columns that a journal of an earlier format does not have.
    private static func bringUpToDate(_ database: Database) throws {
        let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version < Journal.schemaVersion else { return }
        for table in JournalTable.allCases where table.since > version {
            try database.execute(sql: table.creation)
        }
        for table in JournalTable.allCases where table.since <= version {
            for column in table.columns where table.since(column: column.name) > version {
                try database.execute(
                    sql: "ALTER TABLE \"\(table.rawValue)\" ADD COLUMN "
                        + "\"\(column.name)\" \(column.type)")
            }
        }
        try database.execute(sql: "PRAGMA user_version = \(Journal.schemaVersion)")
    }

    private static func check(_ database: Database, _ path: String) throws {
        let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        guard mark == Journal.applicationID else {
            throw StorageError("open", path, .foreign("this is another program's database"))
        }
        let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard (1...Journal.schemaVersion).contains(version) else {
            let text = "its format is \(version), this program reads 1 to \(Journal.schemaVersion)"
            throw StorageError("open", path, .foreign(text))
        }
        let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard verdict == "ok" else { throw StorageError("open", path, .damaged(verdict)) }
        for table in JournalTable.allCases where table.since <= version {
            let found = try database.columns(in: table.rawValue).map(\.name)
            guard found == ["id", "batch"] + table.columns(in: version).map(\.name) else {
                let text = "the table \(table.rawValue) has other columns"
                throw StorageError("open", path, .damaged(text))
            }
        }
    }
}
