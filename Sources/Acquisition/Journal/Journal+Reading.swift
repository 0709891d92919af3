import GRDB

extension Journal {
    package func facts() throws(StorageError) -> [RunFact] { try all() }
    package func states() throws(StorageError) -> [StateRecord] { try all() }
    package func intents() throws(StorageError) -> [IntentRecord] {
        let known: [IntentRecord] = try all()
        return known + (try leftIntent().map { [$0] } ?? [])
    }
    package func exposures() throws(StorageError) -> [ExposureRecord] { try all() }
    package func frames() throws(StorageError) -> [FrameRecord] { try all() }
    package func skips() throws(StorageError) -> [SkipRecord] { try all() }
    package func features() throws(StorageError) -> [FeatureRecord] { try all() }
    package func decisions() throws(StorageError) -> [DecisionRecord] { try all() }
    package func notes() throws(StorageError) -> [NoteRecord] { try all() }
    package func networks() throws(StorageError) -> [NetworkRecord] { try all() }
    package func objects() throws(StorageError) -> [ObjectRecord] { try all() }
    package func cells() throws(StorageError) -> [CellRecord] { try all() }

    package func fact(_ key: String) throws(StorageError) -> String? {
        try read {
            try String.fetchOne($0, sql: "SELECT value FROM fact WHERE key = ?", arguments: [key])
        }
    }

    /// The run's latest state; nil before the first.
    package func lastState() throws(StorageError) -> StateRecord? {
        try read {
            try StoredRecord<StateRecord>.fetchOne($0, sql: "SELECT * FROM state ORDER BY id DESC")?
                .record
        }
    }

    /// Light that was about to be switched on when the program ended: intents without an exposure
    /// or a skip. Each must be booked as spent.
    package func unsettledIntents() throws(StorageError) -> [IntentRecord] {
        let sql = """
            SELECT * FROM intent
            WHERE eventIndex NOT IN (SELECT eventIndex FROM exposure)
            AND eventIndex NOT IN (SELECT eventIndex FROM skip) ORDER BY id
            """
        let known = try read {
            try StoredRecord<IntentRecord>.fetchAll($0, sql: sql).map(\.record)
        }
        return known + (try leftIntent().map { [$0] } ?? [])
    }

    /// An intent that was announced and is not in the database: light is on right now, or the
    /// program ended just then.
    func leftIntent() throws(StorageError) -> IntentRecord? {
        guard let path, let intent = IntentSlot.read(path: Self.slotPath(path)) else { return nil }
        let sql = "SELECT COUNT(*) FROM intent WHERE eventIndex = ?"
        let count = try read {
            try Int.fetchOne($0, sql: sql, arguments: [intent.eventIndex]) ?? 0
        }
        return count == 0 ? intent : nil
    }

    private func all<Record: JournalRecord>() throws(StorageError) -> [Record] {
        try read { database in
            let table = StoredRecord<Record>.table
            // A journal of an earlier format, open for reading, has not all the tables.
            guard try database.tableExists(table.rawValue) else { return [] }
            let sql = "SELECT * FROM \"\(table.rawValue)\" ORDER BY id"
            return try StoredRecord<Record>.fetchAll(database, sql: sql).map(\.record)
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw StorageError(translating: error, "read", path)
        }
    }
}
