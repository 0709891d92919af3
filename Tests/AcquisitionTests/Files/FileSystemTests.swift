import Foundation
import Glibc
import Testing

@testable import Acquisition

/// A folder that is gone when the test ends.
final class TemporaryFolder {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "tarsier-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("File systems: real and in memory behave the same")
struct FileSystemTests {
    /// The file systems under test, each with an empty folder to work in.
    private static func candidates(_ folder: TemporaryFolder) throws -> [(any FileSystem, String)] {
        let memory = MemoryFileSystem()
        try memory.createFolder(at: "/run")
        return [(RealFileSystem(), folder.path), (memory, "/run")]
    }

    @Test("what was written is read back, and replaced in one step")
    func roundTrip() throws {
        let folder = TemporaryFolder()
        for (files, root) in try Self.candidates(folder) {
            let path = root + "/value"

            try files.replaceFile(at: path, with: Array("old and long".utf8))
            try files.replaceFile(at: path, with: Array("new".utf8))

            #expect(try files.read(at: path) == Array("new".utf8))
            #expect(try files.read(at: path, limit: 2) == Array("ne".utf8))
            #expect(try files.names(inFolder: root) == ["value"])
            #expect(try files.kind(at: path) == .file(byteCount: 3))
        }
    }

    @Test("folders are made with their parents, and a second time is no error")
    func folders() throws {
        let folder = TemporaryFolder()
        for (files, root) in try Self.candidates(folder) {
            try files.createFolders(to: root + "/a/b/c")
            try files.createFolders(to: root + "/a/b/c")

            #expect(try files.kind(at: root + "/a/b/c") == .folder)
            #expect(try files.createFolder(at: root + "/a") == false)
            #expect(try files.kind(at: root + "/a/x") == nil)
        }
    }

    @Test("errors say what was tried, on which path, and why, the same way")
    func errors() throws {
        let folder = TemporaryFolder()
        for (files, root) in try Self.candidates(folder) {
            try files.replaceFile(at: root + "/file", with: [1])
            try files.createFolder(at: root + "/folder")

            func code(_ body: () throws -> Void) -> Int32? {
                do { try body() } catch { return (error as? StorageError)?.systemCode }
                return 0
            }

            #expect(code { _ = try files.read(at: root + "/none") } == ENOENT)
            #expect(code { _ = try files.createFile(at: root + "/none/x") } == ENOENT)
            #expect(code { _ = try files.createFile(at: root + "/file/x") } == ENOTDIR)
            #expect(code { _ = try files.createFile(at: root + "/folder") } == EISDIR)
            #expect(code { try files.createFolder(at: root + "/file") } == EEXIST)
            #expect(code { try files.rename(root + "/none", to: root + "/y") } == ENOENT)
            #expect(code { try files.remove(at: root + "/none") } == ENOENT)
            #expect(code { _ = try files.names(inFolder: root + "/none") } == ENOENT)
            #expect(code { try files.synchronizeFolder(at: root + "/none") } == ENOENT)
        }
    }

    @Test("a full disk says so, with the path")
    func fullDisk() throws {
        let files = MemoryFileSystem(capacity: 4)

        let error = #expect(throws: StorageError.self) {
            try files.replaceFile(at: "/value", with: Array("too long".utf8))
        }

        #expect(error?.isDiskFull == true)
        #expect(error?.description.contains("/value") == true)
        #expect(error?.description.contains("the disk is full") == true)
        #expect(try files.names(inFolder: "/").isEmpty)
    }

    @Test("a real full disk says so", .enabled(if: getuid() == 0 || access("/dev/full", W_OK) == 0))
    func realFullDevice() throws {
        let files = RealFileSystem()
        let file = try files.createFile(at: "/dev/full")
        defer { try? files.close(file) }

        let error = #expect(throws: StorageError.self) {
            try [UInt8](repeating: 0, count: 10).withUnsafeBytes {
                try files.writeAll($0, to: file)
            }
        }

        #expect(error?.isDiskFull == true)
    }

    @Test("a symbolic link in place of a file is not followed")
    func symbolicLink() throws {
        let folder = TemporaryFolder()
        let target = folder.path + "/target"
        try RealFileSystem().replaceFile(at: target, with: [7])
        #expect(symlink(target, folder.path + "/link") == 0)

        #expect(throws: StorageError.self) {
            try RealFileSystem().createFile(at: folder.path + "/link")
        }

        #expect(try RealFileSystem().read(at: target) == [7])
    }

    @Test("a call that a signal interrupts is made again")
    func interruption() throws {
        var calls = 0

        let status = try check("write", "/x") { () -> Int32 in
            calls += 1
            errno = EINTR
            return calls < 3 ? -1 : 5
        }

        #expect(status == 5)
        #expect(calls == 3)
    }

    @Test("short writes are continued until all is written")
    func shortWrites() throws {
        for call in 1...4 {
            let memory = MemoryFileSystem()
            let files = FaultyFileSystem(memory, failingCall: call, fault: .shortWrite)

            try files.replaceFile(at: "/value", with: Array(0..<100))

            #expect(try memory.read(at: "/value") == Array(0..<100))
        }
    }

    @Test("a power cut takes what was not synced: content, names, and their order")
    func powerCut() throws {
        let files = MemoryFileSystem()
        try files.replaceFile(at: "/durable", with: [1])
        let loose = try files.createFile(at: "/loose")
        try [UInt8]([1, 2, 3, 4]).withUnsafeBytes { try files.writeAll($0, to: loose) }

        let none = files.afterPowerCut()
        let names = files.afterPowerCut { if case .name = $0 { true } else { false } }
        let torn = files.afterPowerCut { if case .content = $0 { false } else { true } }
        let all = files.afterPowerCut { _ in true }

        #expect(try none.names(inFolder: "/") == ["durable"])
        #expect(try names.read(at: "/loose") == [])
        #expect(try torn.read(at: "/loose") == [1, 2])
        #expect(try all.read(at: "/loose") == [1, 2, 3, 4])
    }

    @Test("free space is a number above 0 on a real disk")
    func freeSpace() throws {
        #expect(try RealFileSystem().freeByteCount(at: "/tmp") > 0)
        #expect(try MemoryFileSystem(capacity: 10).freeByteCount(at: "/") == 10)
    }
}
