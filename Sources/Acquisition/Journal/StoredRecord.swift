import GRDB

/// A record in its row: the record's own columns, and the number of the transaction.
///
/// Keeps the database library out of the records, which other targets see.
struct StoredRecord<Record: JournalRecord>: Codable, FetchableRecord, PersistableRecord {
    enum CodingKeys: String, CodingKey {
        case batch
    }

    let batch: Int
    let record: Record

    init(batch: Int, record: Record) {
        self.batch = batch
        self.record = record
    }

    init(from decoder: any Decoder) throws {
        batch = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .batch)
        record = try Record(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(batch, forKey: .batch)
        try record.encode(to: encoder)
    }

    static var databaseTableName: String { table.rawValue }

    static var table: JournalTable {
        switch Record.self {
        case is RunFact.Type: .fact
        case is StateRecord.Type: .state
        case is IntentRecord.Type: .intent
        case is ExposureRecord.Type: .exposure
        case is FrameRecord.Type: .frame
        case is SkipRecord.Type: .skip
        case is FeatureRecord.Type: .feature
        case is DecisionRecord.Type: .decision
        case is NoteRecord.Type: .note
        case is NetworkRecord.Type: .network
        case is ObjectRecord.Type: .object
        case is CellRecord.Type: .cell
        default: preconditionFailure("\(Record.self) has no table")
        }
    }
}
