import Glibc
import Testing

@testable import Acquisition

@Suite("Snapshots")
struct SnapshotWriterTests {
    private static let channel = ChannelDisplay(name: "phase", color: "#ffffff", window: 0...4095)

    private static func write(_ files: any FileSystem, count: Int = 12, width: Int = 4) throws {
        try [UInt16](repeating: 7, count: count).withUnsafeBytes {
            try SnapshotWriter(files: files).write(
                $0, width: width, height: 3, pixelMicrometers: 0.65, channel: channel,
                to: "/snap.tif")
        }
    }

    @Test("whichever call fails, the old file or the new is there, never a part")
    func everyCallFails() throws {
        let probe = FaultyFileSystem(MemoryFileSystem(), failingCall: 0, fault: .shortWrite)
        try Self.write(probe)
        for call in 1...probe.callCount {
            let memory = MemoryFileSystem()
            try memory.replaceFile(at: "/snap.tif", with: [1, 2, 3])
            let fault = FaultyFileSystem.Fault.forGood(errno: ENOSPC)
            let files = FaultyFileSystem(memory, failingCall: call, fault: fault)

            let error = #expect(throws: StorageError.self) { try Self.write(files) }

            #expect(error?.isDiskFull == true)
            let found = try memory.afterPowerCut().read(at: "/snap.tif")
            #expect(found == [1, 2, 3] || found.starts(with: Array("II*".utf8)))
        }
    }

    @Test("sizes that do not fit are refused", arguments: [(12, 5), (0, 0), (12, -1), (11, 4)])
    func wrongSizes(count: Int, width: Int) throws {
        let files = MemoryFileSystem()

        #expect(throws: StorageError.self) { try Self.write(files, count: count, width: width) }

        #expect(try files.names(inFolder: "/").isEmpty)
    }
}
