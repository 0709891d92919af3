import GRDB

/// A record as it is read from its row. ``ColumnValues`` writes it.
///
/// Keeps the database library out of the records, which other targets see.
struct StoredRecord<Record: JournalRecord>: Decodable, FetchableRecord {
    let record: Record

    init(from decoder: any Decoder) throws { record = try Record(from: decoder) }

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
