import GRDB
import Testing

@testable import Acquisition

@Suite("Journal after kills and damage")
struct JournalDamageTests {
    @Test("killed after any write, every record written is there")
    func killed() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: path)
        for number in 0..<10 {
            try journal.write(JournalSample.batch(number), durable: number % 3 == 0)

            let copy = folder.path + "/killed-\(number).sqlite"
            try JournalSample.copy(path, to: copy)

            try JournalSample.expect(try Journal(path: copy), holds: 0..<(number + 1))
        }
    }

    @Test("a log cut at any byte gives whole transactions up to the cut, and no part of another")
    func cutLog() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let first = try Journal(path: path)
            try first.write(JournalSample.batch(0), durable: true)
            try first.close()
        }
        let journal = try Journal(path: path)
        for number in 1..<4 { try journal.write(JournalSample.batch(number), durable: true) }
        let length = try RealFileSystem().read(at: path + "-wal").count
        var counts: Set<Int> = []

        for cut in stride(from: 0, through: length, by: 509) {
            let copy = folder.path + "/cut.sqlite"
            try? RealFileSystem().remove(at: copy + "-shm")  // Missing the first time.
            try JournalSample.copy(path, to: copy, logByteCount: cut)
            let found = try Journal(path: copy)
            let count = try found.states().count
            try JournalSample.expect(found, holds: 0..<count)
            counts.insert(count)
        }

        #expect(counts.isSubset(of: [1, 2, 3, 4]))
        #expect(counts.count > 2)
    }

    @Test("a file that is no journal is refused with one clear error, and stays as it is")
    func foreignFiles() throws {
        let folder = TemporaryFolder()
        let files = RealFileSystem()
        let text = folder.path + "/text.sqlite"
        try files.replaceFile(at: text, with: Array(repeating: UInt8(ascii: "x"), count: 5000))
        let other = folder.path + "/other.sqlite"
        let queue = try DatabaseQueue(path: other)
        try queue.write { try $0.execute(sql: "CREATE TABLE cat (name TEXT)") }
        try queue.close()
        let otherBytes = try files.read(at: other)

        for path in [text, other, folder.path] {
            let error = #expect(throws: StorageError.self) { try Journal(path: path) }
            #expect(error?.description.hasPrefix("open \(path): this is ") == true, "\(path)")
        }
        #expect(throws: StorageError.self) { try Journal.reading(path: folder.path + "/none") }

        #expect(try files.read(at: text).allSatisfy { $0 == UInt8(ascii: "x") })
        #expect(try files.read(at: other) == otherBytes)
    }

    @Test("a journal of a newer version is refused")
    func newerVersion() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let journal = try Journal(path: path)
            try journal.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA user_version = 99")
            }
        }

        let error = #expect(throws: StorageError.self) { try Journal(path: path) }

        #expect(error?.description.contains("its format is 99") == true)
    }

    @Test("whatever byte of the file is broken, there is an error or the right records, no trap")
    func brokenBytes() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let journal = try Journal(path: path)
            for number in 0..<3 { try journal.write(JournalSample.batch(number), durable: true) }
            try journal.close()
        }
        let whole = try RealFileSystem().read(at: path)
        var random = SeededRandom(seed: 1)
        var refusedCount = 0

        for _ in 0..<150 {
            var broken = whole
            let index = Int.random(in: broken.indices, using: &random)
            broken[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let copy = folder.path + "/broken.sqlite"
            for ending in ["-wal", "-shm"] { try? RealFileSystem().remove(at: copy + ending) }
            try RealFileSystem().replaceFile(at: copy, with: broken)
            do {
                let journal = try Journal(path: copy)
                _ = try journal.canonicalText()
                _ = try journal.exposures()
            } catch {
                refusedCount += 1
                #expect(error.path == copy)
            }
        }

        #expect(refusedCount > 0)
    }

    @Test("a file cut short is refused or reads whole rows", arguments: [1, 99, 100, 4096, 5000])
    func cutFile(byteCount: Int) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let journal = try Journal(path: path)
            try journal.write(JournalSample.batch(0), durable: true)
            try journal.close()
        }
        let whole = try RealFileSystem().read(at: path)
        let copy = folder.path + "/cut.sqlite"
        try RealFileSystem().replaceFile(at: copy, with: Array(whole.prefix(byteCount)))

        let error = #expect(throws: StorageError.self) { try Journal(path: copy) }

        #expect(error?.path == copy)
    }
}
