import GRDB
import Testing

@testable import Acquisition

@Suite("Formats of the journal")
struct JournalFormatTests {
    /// A journal as version 0.1 left it: without the tables of networks.
    private func withFirstFormat(_ body: (String) throws -> Void) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        try write(JournalBatch(facts: [RunFact(key: "program", value: "0.1")]), to: path)
        let database = try DatabaseQueue(path: path)
        try database.write { database in
            try database.execute(sql: "DROP TABLE network; DROP TABLE object; DROP TABLE cell")
            try Self.forgetFocus(database)
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        try database.close()
        try withExtendedLifetime(folder) { try body(path) }
    }

    private func write(_ batch: JournalBatch, to path: String) throws {
        let journal = try Journal(path: path)
        try journal.write(batch, durable: true)
        try journal.close()
    }

    /// Journals before format 5 did not say where the focus was.
    private static func forgetFocus(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE exposure DROP COLUMN zMicrometers")
    }

    @Test("a journal of format 1 is read as it is")
    func reads() throws {
        try withFirstFormat { path in
            let journal = try Journal.reading(path: path)

            #expect(try journal.fact("program") == "0.1")
            #expect(try journal.networks().isEmpty)
            #expect(try journal.objects().isEmpty)
            #expect(try journal.cells().isEmpty)
            #expect(try journal.canonicalText() == "fact batch=1 key=\"program\" value=\"0.1\"\n")
        }
    }

    @Test("a run of format 1 that goes on gets the tables that are new")
    func goesOn() throws {
        try withFirstFormat { path in
            var batch = JournalSample.batch(0)
            batch.facts = []
            try write(batch, to: path)

            let again = try Journal.reading(path: path)

            #expect(try again.fact("program") == "0.1")
            #expect(try again.networks() == batch.networks)
            #expect(try again.objects() == batch.objects)
            #expect(try again.cells() == batch.cells)
        }
    }

    @Test("a run of format 2 that goes on keeps its tables and gets that of single cells")
    func secondFormat() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let first = JournalSample.batch(0)
        try write(first, to: path)
        let database = try DatabaseQueue(path: path)
        try database.write { database in
            try database.execute(sql: "DROP TABLE cell")
            try database.execute(sql: "ALTER TABLE object DROP COLUMN backgroundElectrons")
            try Self.forgetFocus(database)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        try database.close()
        let second = JournalSample.batch(1)
        // As such a journal has it: what lay round an object was not measured.
        let bare = first.objects.map { object in
            var bare = object
            bare.backgroundElectrons = nil
            return bare
        }
        #expect(try Journal.reading(path: path).objects() == bare)

        try write(second, to: path)

        let again = try Journal.reading(path: path)
        #expect(try again.objects() == bare + second.objects)
        #expect(try again.cells() == second.cells)
        withExtendedLifetime(folder) {}
    }

    @Test("a journal of a later format is refused")
    func later() throws {
        try withFirstFormat { path in
            let database = try DatabaseQueue(path: path)
            try database.write { try $0.execute(sql: "PRAGMA user_version = 6") }
            try database.close()

            let error = #expect(throws: StorageError.self) { try Journal.reading(path: path) }

            #expect(error?.description.contains("this program reads 1 to 5") == true)
        }
    }
}
