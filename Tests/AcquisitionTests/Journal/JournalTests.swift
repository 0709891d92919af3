import GRDB
import Glibc
import Testing

@testable import Acquisition

/// Records with every column filled, and with every column that may be empty left empty.
enum JournalSample {
    static func batch(_ number: Int) -> JournalBatch {
        let at = Double(number) * 0.1
        let isBare = number % 2 == 1
        return JournalBatch(
            facts: [RunFact(key: "fact \(number)", value: "\u{3B1} 'quoted' \"twice\"\nnext line")],
            states: [StateRecord(at: at, state: .running, reason: "")],
            intents: [
                IntentRecord(
                    eventIndex: number, at: at, position: "B2", channel: "nuclei", light: "cyan",
                    plannedSeconds: 0.1, plannedJoulesPerCm2: isBare ? nil : 0.1 + 0.2)
            ],
            exposures: [
                ExposureRecord(
                    eventIndex: number, position: "B2", channel: "nuclei", light: "cyan",
                    xMicrometers: -1.5, yMicrometers: 1e-300, at: at, seconds: 0.1,
                    powerMilliwatts: isBare ? nil : 20,
                    irradianceWattsPerCm2: isBare ? nil : 2.8209,
                    joulesPerCm2: isBare ? nil : 0.28209, relativeUnits: 2, isUncertain: isBare)
            ],
            frames: [
                FrameRecord(
                    eventIndex: number, series: 0, t: number, c: 1, z: 0, cameraFrame: .max,
                    width: 2048, height: 2048, exposureSeconds: 0.1, startedAt: at,
                    wallTime: 1.8e9, checksum: .max)
            ],
            skips: [SkipRecord(eventIndex: number + 1, at: at, by: .budget, reason: "used up")],
            features: [FeatureRecord(eventIndex: number, name: "activity", value: -0.0)],
            decisions: [
                DecisionRecord(
                    at: at, policy: "event-driven", isShadow: isBare, basedOnEvent: number,
                    position: "B2", inputs: "{}", reason: "activity rose", requested: "[]",
                    applied: "[]", refusals: "[]", effectiveFrom: number + 2,
                    latencySeconds: 0.004)
            ],
            notes: [
                NoteRecord(
                    at: at, severity: .major, device: isBare ? nil : "stage", text: "slow")
            ],
            networks: [
                NetworkRecord(
                    eventIndex: number, at: at, position: "B2", channel: "nuclei",
                    network: "segment", hash: "0123456789ab", outcome: isBare ? .failed : .result,
                    latencySeconds: isBare ? nil : 0.02, skippedCount: 3,
                    uncertainty: isBare ? nil : 0.1, numbers: "{\"objects\":2}",
                    verdict: isBare ? nil : "trusted", reason: isBare ? "out of order" : nil)
            ],
            objects: [
                ObjectRecord(
                    eventIndex: number, network: "segment",
                    .init(
                        label: 2, x: 1.5, y: 7, areaMicrometers2: 80, meanElectrons: -0.5,
                        backgroundElectrons: -1.5))
            ],
            cells: [
                CellRecord(
                    eventIndex: number, network: "state",
                    .init(
                        label: 2, x: 1.5, y: 7, answers: ["dead": 0.1], hasEarlier: isBare,
                        isAtBorder: !isBare), answers: "{\"dead\":0.1}")
            ])
    }

    static func expect(_ journal: Journal, holds numbers: Range<Int>) throws {
        let batches = numbers.map(batch)
        #expect(try journal.facts() == batches.flatMap(\.facts))
        #expect(try journal.states() == batches.flatMap(\.states))
        #expect(try journal.intents() == batches.flatMap(\.intents))
        #expect(try journal.exposures() == batches.flatMap(\.exposures))
        #expect(try journal.frames() == batches.flatMap(\.frames))
        #expect(try journal.skips() == batches.flatMap(\.skips))
        #expect(try journal.features() == batches.flatMap(\.features))
        #expect(try journal.decisions() == batches.flatMap(\.decisions))
        #expect(try journal.notes() == batches.flatMap(\.notes))
        #expect(try journal.networks() == batches.flatMap(\.networks))
        #expect(try journal.objects() == batches.flatMap(\.objects))
        #expect(try journal.cells() == batches.flatMap(\.cells))
    }

    /// Copies what a killed process would leave of the journal at `path`.
    static func copy(_ path: String, to copy: String, logByteCount: Int = .max) throws {
        let files = RealFileSystem()
        try files.replaceFile(at: copy, with: try files.read(at: path))
        let log = try files.kind(at: path + "-wal") == nil ? [] : try files.read(at: path + "-wal")
        try files.replaceFile(at: copy + "-wal", with: Array(log.prefix(logByteCount)))
    }
}

@Suite("Journal")
struct JournalTests {
    @Test(
        "every record reads back as it was written, on disk and in memory",
        arguments: [true, false])
    func roundTrip(isInMemory: Bool) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: isInMemory ? nil : path)

        for number in 0..<4 { try journal.write(JournalSample.batch(number), durable: number == 2) }

        try JournalSample.expect(journal, holds: 0..<4)
        #expect(try journal.fact("fact 3") == JournalSample.batch(3).facts[0].value)
        #expect(try journal.fact("none") == nil)
        #expect(try journal.lastState()?.at == JournalSample.batch(3).states[0].at)
    }

    @Test("a closed journal goes on where it was")
    func reopening() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        do {
            let first = try Journal(path: path)
            try first.write(JournalSample.batch(0), durable: false)
            try first.close()
        }

        let second = try Journal(path: path)
        try second.write(JournalSample.batch(1), durable: true)

        try JournalSample.expect(second, holds: 0..<2)
        #expect(try second.canonicalText().contains("intent batch=2 eventIndex=1"))
    }

    @Test("the same records give the same text and digest, whether on disk or in memory")
    func canonicalText() throws {
        let folder = TemporaryFolder()
        let disk = try Journal(path: folder.path + "/journal.sqlite")
        let memory = try Journal(path: nil)
        let other = try Journal(path: nil)
        for number in 0..<3 {
            try disk.write(JournalSample.batch(number), durable: number == 0)
            try memory.write(JournalSample.batch(number), durable: true)
            try other.write(JournalSample.batch(number + 1), durable: true)
        }

        let text = try disk.canonicalText()

        #expect(text == (try memory.canonicalText()))
        #expect(text.split(separator: "\n").count == 36)
        #expect(text.contains("plannedJoulesPerCm2=0.30000000000000004"))
        #expect(try disk.digest() == memory.digest())
        #expect(try disk.digest() != other.digest())
    }

    @Test("a batch that does not fit leaves nothing behind, and the next one works")
    func atomicity() throws {
        let journal = try Journal(path: nil)
        try journal.write(JournalSample.batch(0), durable: true)
        let before = try journal.canonicalText()
        var twice = JournalSample.batch(1)
        twice.frames += JournalSample.batch(0).frames
        var notANumber = JournalSample.batch(1)
        notANumber.exposures[0].seconds = .nan

        #expect(throws: StorageError.self) { try journal.write(twice, durable: true) }
        #expect(throws: StorageError.self) { try journal.write(notANumber, durable: false) }

        #expect(try journal.canonicalText() == before)
        try journal.write(JournalSample.batch(1), durable: true)
        try JournalSample.expect(journal, holds: 0..<2)
    }

    @Test("intents without exposure or skip are named after a kill")
    func unsettledIntents() throws {
        let journal = try Journal(path: nil)
        let intents = (0..<3).map { JournalSample.batch($0 * 2).intents[0] }
        try journal.write(JournalBatch(intents: intents), durable: false)
        try journal.write(
            JournalBatch(
                exposures: JournalSample.batch(0).exposures,
                skips: [SkipRecord(eventIndex: 2, at: 0, by: .policy, reason: "quiet")]),
            durable: true)

        #expect(try journal.unsettledIntents() == [intents[2]])
    }

    @Test("other programs read the file while the run goes on")
    func readers() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: path)
        try journal.write(JournalSample.batch(0), durable: false)

        let reader = try Journal.reading(path: path)
        try JournalSample.expect(reader, holds: 0..<1)
        try journal.write(JournalSample.batch(1), durable: true)

        try JournalSample.expect(reader, holds: 0..<2)
        #expect(throws: StorageError.self) {
            try reader.write(JournalSample.batch(2), durable: false)
        }
    }

    @Test("a second controller is refused, and told who holds the run")
    func secondController() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        var journal: Journal? = try Journal(path: path)
        try journal?.write(JournalSample.batch(0), durable: true)

        let error = #expect(throws: StorageError.self) { try Journal(path: path) }

        #expect(error?.description.contains("in use by process \(getpid()) on ") == true)
        #expect(error?.description.contains(path) == true)
        journal = nil
        try JournalSample.expect(try Journal(path: path), holds: 0..<1)
    }

    @Test(
        "a run that is over is free, even while a child that was just started has the lock's file open"
    )
    func lockLeftToChild() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        var journal: Journal? = try Journal(path: path)
        try journal?.write(JournalSample.batch(0), durable: true)
        // What a child has from `fork` until it becomes another program: one more name for the file.
        let held = try #require(
            (0..<256).first { descriptor in
                var target = [UInt8](repeating: 0, count: 4096)
                let count = target.withUnsafeMutableBytes {
                    readlink(
                        "/proc/self/fd/\(descriptor)",
                        $0.assumingMemoryBound(to: CChar.self).baseAddress!,
                        $0.count)
                }
                return count > 0
                    && String(decoding: target.prefix(count), as: UTF8.self) == path + ".lock"
            })
        let child = dup(Int32(held))
        defer { close(child) }

        journal = nil

        try JournalSample.expect(try Journal(path: path), holds: 0..<1)
    }

    @Test("a full disk is named, nothing is half written, and the journal goes on")
    func fullDisk() throws {
        let journal = try Journal(path: nil)
        try journal.write(JournalSample.batch(0), durable: true)
        let pages = try journal.database.read { try Int.fetchOne($0, sql: "PRAGMA page_count") }
        try journal.database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA max_page_count = \(pages ?? 0)")
        }
        let long = NoteRecord(
            at: 0, severity: .info, text: String(repeating: "long ", count: 10_000))

        let error = #expect(throws: StorageError.self) {
            try journal.write(JournalBatch(notes: [long]), durable: true)
        }

        #expect(error?.isDiskFull == true)
        try journal.write(JournalSample.batch(1), durable: true)
        try JournalSample.expect(journal, holds: 0..<2)
    }
}
