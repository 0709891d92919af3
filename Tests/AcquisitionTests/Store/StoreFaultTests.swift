import Glibc
import Testing

@testable import Acquisition

/// What a controller was told while it wrote: the promises that must hold afterwards.
private struct Promises {
    var written: [PlaneAddress] = []
    var durable: [PlaneAddress] = []
    var errors: [StorageError] = []
    var hasCompleted = false
}

@Suite("Image store under faults")
struct StoreFaultTests {
    private static let layout = StoreSample.layout(sizeT: 3, sizeC: 2, seriesCount: 2)
    private static let root = "/data/run.zarr"

    /// A short run, two frames to a group, that gives up at the first error.
    private static func run(_ files: any FileSystem) -> Promises {
        var promises = Promises()
        do {
            let store = try ImageStore.create(layout, at: root, files: files)
            let planes = StoreSample.planes(layout)
            for group in stride(from: 0, to: planes.count, by: 2) {
                for plane in planes[group..<group + 2] {
                    try store.write(plane)
                    promises.written.append(plane)
                }
                try store.makeDurable()
                promises.durable = promises.written
            }
            try store.finish()
            promises.hasCompleted = true
        } catch let error as StorageError {
            promises.errors.append(error)
        } catch {
            Issue.record("unexpected error \(error)")
        }
        return promises
    }

    private static func base() throws -> MemoryFileSystem {
        let files = MemoryFileSystem()
        try files.createFolder(at: "/data")
        try files.synchronizeFolder(at: "/")
        return files
    }

    private static func callCount() throws -> Int {
        let counting = FaultyFileSystem(try base(), failingCall: 0, fault: .shortWrite)
        #expect(run(counting).hasCompleted)
        return counting.callCount
    }

    @Test(
        "whichever call fails, the error names path and reason, and every written plane is intact",
        arguments: [EIO, ENOSPC])
    func everyCallFails(code: Int32) throws {
        for call in 1...(try Self.callCount()) {
            for fault in [FaultyFileSystem.Fault.once(errno: code), .forGood(errno: code)] {
                let memory = try Self.base()
                let files = FaultyFileSystem(memory, failingCall: call, fault: fault)

                let promises = Self.run(files)

                // Closing a synced file and removing a leftover may fail without harm.
                #expect(promises.hasCompleted || promises.errors.count == 1)
                if let error = promises.errors.first {
                    #expect(error.systemCode == code)
                    #expect(error.path.hasPrefix("/data"))
                }
                try Self.expect(promises.written, in: memory.afterKill())
                try Self.expect(promises.durable, in: memory.afterPowerCut())
            }
        }
    }

    @Test("killed at any call, the store opens again and holds every plane it said it has")
    func killedAnywhere() throws {
        for call in 1...(try Self.callCount()) {
            let memory = try Self.base()

            let promises = Self.run(FaultyFileSystem(memory, failingCall: call, fault: .killed))

            let left = memory.afterKill()
            try Self.expect(promises.written, in: left)
            try Self.expectResumable(left, "killed at call \(call)")
        }
    }

    @Test("after a power cut at any call, every durable plane is there and the rest is clean")
    func powerCutAnywhere() throws {
        let callCount = try Self.callCount()
        for seed in 0..<UInt64(max(1000, callCount)) {
            var random = SeededRandom(seed: seed)
            let memory = try Self.base()
            let call = 1 + Int(seed) % callCount

            let promises = Self.run(FaultyFileSystem(memory, failingCall: call, fault: .killed))

            let left = memory.afterPowerCut { _ in Bool.random(using: &random) }
            try Self.expect(promises.durable, in: left)
            try Self.expectResumable(left, "seed \(seed)")
        }
    }

    @Test("after a failed sync nothing is acknowledged any more, though the disk recovers")
    func failedSync() throws {
        var failures = 0
        for call in 1...(try Self.callCount()) {
            let files = FaultyFileSystem(
                try Self.base(), failingCall: call, fault: .once(errno: EIO))
            guard let store = try? ImageStore.create(Self.layout, at: Self.root, files: files)
            else {
                continue
            }
            let planes = StoreSample.planes(Self.layout)
            guard (try? store.write(planes[0])) != nil else { continue }
            guard (try? store.makeDurable()) == nil else { continue }
            failures += 1

            #expect(throws: StorageError.self) { try store.makeDurable() }
            #expect(throws: StorageError.self) { try store.write(planes[1]) }
            #expect(throws: StorageError.self) { try store.finish() }
        }
        // The file, and the folders of t, c, z, y and the chunk.
        #expect(failures == 6)
    }

    @Test("a disk that fills up ends in an error that says so, and keeps what was written")
    func fullDisk() throws {
        for capacity in stride(from: 1000, to: 12_000, by: 500) {
            let memory = MemoryFileSystem(capacity: capacity)
            try memory.createFolder(at: "/data")

            let promises = Self.run(memory)

            #expect(promises.hasCompleted || promises.errors.first?.isDiskFull == true)
            try Self.expect(promises.written, in: memory.afterKill())
        }
    }

    private static func expect(_ planes: [PlaneAddress], in files: MemoryFileSystem) throws {
        guard !planes.isEmpty else { return }
        let store = try ImageStore.open(at: root, files: files)
        for plane in planes { #expect(try store.holds(plane)) }
    }

    /// A second controller can finish the run: nothing is in its way, nothing reads wrong.
    private static func expectResumable(
        _ files: MemoryFileSystem, _ comment: Comment
    ) throws {
        try files.createFolders(to: "/data")
        let exists = try files.kind(at: root + "/zarr.json") != nil
        let store =
            exists
            ? try ImageStore.open(at: root, files: files, expecting: layout)
            : try ImageStore.create(layout, at: root, files: files)
        for plane in StoreSample.planes(layout) {
            if try store.read(plane) == nil { try store.write(plane) }
            #expect(try store.holds(plane), comment)
        }
        try store.finish()
        let folder = "\(root)/0/0/c"
        #expect(try files.names(inFolder: folder).contains(".partial") == false, comment)
    }
}

/// A small generator whose sequence depends on its seed alone.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
