/// One kind of row in the journal. Its properties are the columns of its table.
package protocol JournalRecord: Codable, Equatable, Sendable {}
