/// The tables of the journal, one for each kind of record, in the order of its canonical text.
enum JournalTable: String, CaseIterable {
    case fact, state, intent, exposure, frame, skip, feature, decision, note, network, object, cell

    /// The columns beyond `id` (the order of writing) and `batch` (the transaction), with types.
    var columns: [(name: String, type: String)] {
        switch self {
        case .fact: [("key", "TEXT NOT NULL UNIQUE"), ("value", "TEXT NOT NULL")]
        case .state: Self.columns("at:r state:t reason:t")
        case .intent:
            Self.columns(
                "eventIndex:i at:r position:t channel:t light:t plannedSeconds:r "
                    + "plannedJoulesPerCm2:r?")
        case .exposure:
            Self.columns(
                "eventIndex:i position:t channel:t light:t xMicrometers:r yMicrometers:r at:r "
                    + "seconds:r powerMilliwatts:r? irradianceWattsPerCm2:r? joulesPerCm2:r? "
                    + "relativeUnits:r isUncertain:i zMicrometers:r?")
        case .frame:
            Self.columns(
                "eventIndex:i series:i t:i c:i z:i cameraFrame:i width:i height:i "
                    + "exposureSeconds:r startedAt:r wallTime:r checksum:i")
        case .skip: Self.columns("eventIndex:i at:r by:t reason:t")
        case .feature: Self.columns("eventIndex:i name:t value:r")
        case .decision:
            Self.columns(
                "at:r policy:t isShadow:i basedOnEvent:i position:t inputs:t reason:t requested:t "
                    + "applied:t refusals:t effectiveFrom:i latencySeconds:r")
        case .note: Self.columns("at:r severity:t device:t? text:t")
        case .network:
            Self.columns(
                "eventIndex:i at:r position:t channel:t network:t hash:t outcome:t "
                    + "latencySeconds:r? skippedCount:i uncertainty:r? numbers:t verdict:t? "
                    + "reason:t?")
        case .object:
            Self.columns(
                "eventIndex:i network:t label:i x:r y:r areaMicrometers2:r meanElectrons:r "
                    + "backgroundElectrons:r?")
        case .cell:
            Self.columns(
                "eventIndex:i network:t label:i x:r y:r answers:t hasEarlier:i isAtBorder:i")
        }
    }

    /// The columns that a journal of an earlier format has.
    func columns(in version: Int32) -> [(name: String, type: String)] {
        columns.filter { version >= since(column: $0.name) }
    }

    /// The format that brought a column.
    func since(column: String) -> Int32 {
        switch (self, column) {
        case (.exposure, "zMicrometers"): 5
        case (.object, "backgroundElectrons"): 4
        default: since
        }
    }

    /// The format that brought the table.
    var since: Int32 {
        switch self {
        case .cell: 3
        case .network, .object: 2
        case .fact, .state, .intent, .exposure, .frame, .skip, .feature, .decision, .note: 1
        }
    }

    /// What no two rows may share.
    private var constraint: String {
        self == .frame ? ", UNIQUE (series, t, c, z)" : ""
    }

    var creation: String {
        let list = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        return "CREATE TABLE \"\(rawValue)\" (id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, "
            + "\(list)\(constraint)) STRICT"
    }

    /// Reads `name:t` as a text column, `:i` integer, `:r` real; a question mark allows NULL.
    private static func columns(_ list: String) -> [(name: String, type: String)] {
        list.split(separator: " ").map { item in
            let parts = item.split(separator: ":")
            let types = ["t": "TEXT", "i": "INTEGER", "r": "REAL"]
            let type = types[String(parts[1].prefix(1))] ?? "TEXT"
            return (String(parts[0]), parts[1].hasSuffix("?") ? type : type + " NOT NULL")
        }
    }
}
