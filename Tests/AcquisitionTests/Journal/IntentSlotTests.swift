import Foundation
import Testing

@testable import Acquisition

@Suite("Intent before the light")
struct IntentSlotTests {
    private static let intents = (0..<3).map { JournalSample.batch($0).intents[0] }

    @Test("an announced intent is there after the end of the process, once")
    func killed() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let journal = try Journal(path: path)
            try journal.announce(Self.intents[0])
            try journal.settleIntent()
            try journal.announce(Self.intents[1])
            #expect(try Journal.reading(path: path).unsettledIntents() == Array(Self.intents[..<2]))
        }

        for _ in 0..<2 {
            let journal = try Journal(path: path)
            #expect(try journal.intents() == Array(Self.intents[..<2]))
            #expect(try journal.unsettledIntents() == Array(Self.intents[..<2]))
        }
    }

    @Test("one that was not settled is when the next comes, and when the journal is closed")
    func settled() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: path)
        for intent in Self.intents { try journal.announce(intent) }
        try journal.close()

        #expect(!FileManager.default.fileExists(atPath: path + ".intent"))
        #expect(try Journal.reading(path: path).intents() == Self.intents)
    }

    @Test("a file that was never written whole says nothing", arguments: [0, 4, 9, 40])
    func torn(byteCount: Int) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let journal = try Journal(path: path)
            try journal.announce(Self.intents[0])
        }
        let file = URL(filePath: path + ".intent")
        try Data(contentsOf: file).prefix(byteCount).write(to: file)

        #expect(try Journal(path: path).intents().isEmpty)
    }

    @Test("any intent comes back as it was, and nothing else is taken for one")
    func bytes() throws {
        var intent = Self.intents[0]
        intent.position = "Brunnen Ä 1\n"
        for dose in [nil, 0, 0.25, Double.infinity] {
            intent.plannedJoulesPerCm2 = dose
            let bytes = IntentBytes.write(intent)
            #expect(IntentBytes.read(bytes) == intent)
            #expect((0..<bytes.count).allSatisfy { IntentBytes.read(Array(bytes[..<$0])) == nil })
            #expect(IntentBytes.read(bytes + [0]) == nil)
        }
        #expect(IntentBytes.read([UInt8](repeating: 255, count: 200)) == nil)
    }

    @Test("names too long for the file go into the database at once")
    func long() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        var intent = Self.intents[0]
        intent.position = String(repeating: "B", count: 5000)
        do { try Journal(path: path).announce(intent) }

        #expect(try Journal(path: path).intents() == [intent])
    }

    @Test("its room on the disk is taken when the journal opens, for a disk that fills up later")
    func room() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: path)

        var status = stat()
        #expect(stat(path + ".intent", &status) == 0)
        #expect(status.st_blocks * 512 >= 4096)
        try journal.announce(Self.intents[0])
    }
}
