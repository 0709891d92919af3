import GRDB

/// The properties of a record in the order of its table's columns.
///
/// A transaction stands before every light: this is what the library's own encoding does, without
/// making the statement anew for each row.
final class ColumnValues: Encoder {
    private let places: [String: Int]
    private let table: JournalTable
    /// Null where the record has no such property, or nothing in it.
    private(set) var values: [DatabaseValue]
    /// The column that is being written.
    private var place = 0

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ record: some JournalRecord, of table: JournalTable) throws {
        self.table = table
        places = table.places
        values = [DatabaseValue](repeating: .null, count: places.count)
        try record.encode(to: self)
    }

    private func write(_ value: some DatabaseValueConvertible) {
        values[place] = value.databaseValue
    }

    private func go(to key: some CodingKey) {
        guard let place = places[key.stringValue] else {
            preconditionFailure("the table \(table.rawValue) has no column \(key.stringValue)")
        }
        self.place = place
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Properties<Key>(row: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("a column of \(table.rawValue) holds one value, no list")
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Column(row: self) }

    private struct Properties<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let row: ColumnValues
        let codingPath: [any CodingKey] = []

        mutating func encodeNil(forKey key: Key) {}

        mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            row.go(to: key)
            var column = Column(row: row)
            try column.encode(value)
        }

        mutating func nestedContainer<NestedKey: CodingKey>(
            keyedBy keyType: NestedKey.Type, forKey key: Key
        ) -> KeyedEncodingContainer<NestedKey> {
            preconditionFailure("column \(key.stringValue) holds one value")
        }

        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            preconditionFailure("column \(key.stringValue) holds one value")
        }

        mutating func superEncoder() -> any Encoder { row }

        mutating func superEncoder(forKey key: Key) -> any Encoder { row }
    }

    private struct Column: SingleValueEncodingContainer {
        let row: ColumnValues
        let codingPath: [any CodingKey] = []

        mutating func encodeNil() {}

        mutating func encode<Value: Encodable>(_ value: Value) throws {
            // A word of a choice encodes itself as its text.
            guard let value = value as? any DatabaseValueConvertible else {
                return try value.encode(to: row)
            }
            row.write(value)
        }
    }
}

extension JournalTable {
    /// Where each column is among those beyond `id` and `batch`.
    var places: [String: Int] { Self.allPlaces[self] ?? [:] }

    /// Adds one row; takes `batch` and the columns in their order.
    var insertion: String { Self.allInsertions[self] ?? "" }

    private static let allPlaces = Dictionary(
        uniqueKeysWithValues: allCases.map { table in
            let names = table.columns.map(\.name)
            return (
                table, Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
            )
        })

    private static let allInsertions = Dictionary(
        uniqueKeysWithValues: allCases.map { table in
            let names = table.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
            let marks = table.columns.map { _ in ", ?" }.joined()
            return (
                table, "INSERT INTO \"\(table.rawValue)\" (batch, \(names)) VALUES (?\(marks))"
            )
        })
}
