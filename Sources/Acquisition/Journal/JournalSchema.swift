import GRDB

/// Makes, checks and opens the journal's database.
enum JournalSchema {
    /// Refuses, before SQLite touches it, a file that is not a journal.
    static func checkHeader(_ path: String?, isReadOnly: Bool) throws(StorageError) {
        guard let path else { return }
        switch try RealFileSystem().kind(at: path) {
        case nil:
            guard isReadOnly else { return }
            throw StorageError("open", path, .foreign("there is no journal"))
        case .file(byteCount: 0): return  // Made, and killed before the first page.
        case .file: break
        default: throw StorageError("open", path, .foreign("this is not a journal but a folder"))
        }
        let header = try RealFileSystem().read(at: path, limit: 100)
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw StorageError("open", path, .foreign("this is not a journal of Tarsier"))
        }
        // Offset 68 of SQLite's file header is the application's own mark.
        let mark = header[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        guard mark == Journal.applicationID || mark == 0 else {
            throw StorageError("open", path, .foreign("this is another program's database"))
        }
    }

    static func openDatabase(_ path: String?, isReadOnly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.label = "journal"
        // A reader may hold the log for a moment while it is folded into the file.
        configuration.busyMode = .timeout(5)
        guard let path else {
            let database = try DatabaseQueue(configuration: configuration)
            try database.write(create)
            return database
        }
        if !isReadOnly { configuration.journalMode = .wal }
        configuration.prepareDatabase { database in
            if !isReadOnly { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
        }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        if !isReadOnly { try database.write(createIfEmpty) }
        try database.read { try check($0, path) }
        return database
    }

    /// The number of the last transaction; 0 if there was none.
    static func lastBatch(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(max(id), 0) FROM batch") ?? 0
    }

    private static func createIfEmpty(_ database: Database) throws {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if count == 0 { try create(database) }
    }

    private static func create(_ database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(Journal.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(Journal.schemaVersion)")
        try database.execute(sql: "CREATE TABLE batch (id INTEGER PRIMARY KEY) STRICT")
        for table in JournalTable.allCases { try database.execute(sql: table.creation) }
    }

    private static func check(_ database: Database, _ path: String) throws {
        let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        guard mark == Journal.applicationID else {
            throw StorageError("open", path, .foreign("this is another program's database"))
        }
        let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version == Journal.schemaVersion else {
            let text = "its format is \(version), this program reads \(Journal.schemaVersion)"
            throw StorageError("open", path, .foreign(text))
        }
        let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard verdict == "ok" else { throw StorageError("open", path, .damaged(verdict)) }
        for table in JournalTable.allCases {
            let found = try database.columns(in: table.rawValue).map(\.name)
            guard found == ["id", "batch"] + table.columns.map(\.name) else {
                let text = "the table \(table.rawValue) has other columns"
                throw StorageError("open", path, .damaged(text))
            }
        }
    }
}
