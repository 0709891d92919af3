import CRig
import Foundation
import Testing

@testable import SimulatedRig

@Suite("Training folders", .timeLimit(.minutes(1)))
struct FieldFolderTests {
    private let path = NSTemporaryDirectory() + "fields-\(UUID().uuidString)"

    @Test("the program writes the pages that its tables name")
    func written() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }  // Only temporary files.
        let result = try run(["fields", "--out", path, "--fields", "2", "--size", "64"])

        #expect(result.status == 0)
        let memory = try FieldMemory.made {
            $0.fields = 2
            $0.size = 64
        }
        let table = try String(contentsOfFile: path + "/frames.csv", encoding: .utf8)
        #expect(table == memory.tables["frames.csv"])
        #expect(FileManager.default.fileExists(atPath: path + "/cells.csv"))
        for row in memory.frames where row["kind"] == "frame" || row["kind"] == "labels" {
            let file = path + "/" + (row["file"] ?? "")
            let page = try #require(Int(row["page"] ?? ""))
            #expect(try .counts(read(file, page)) == memory.image(row).pixels)
        }
    }

    @Test("a folder that holds something is left alone, with its own exit code")
    func occupied() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }  // Only temporary files.
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))

        let result = try run(["fields", "--out", path, "--fields", "1"])

        #expect(result.status == 73)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["notes.txt"])
    }

    @Test(
        "wrong wishes end with the codes of the help",
        arguments: [
            (["--channels", "sound"], 64), (["--dim", "many"], 64), (["--mitosis", "2"], 65),
        ] as [([String], Int32)])
    func wrong(options: [String], status: Int32) throws {
        #expect(try run(["fields", "--out", path] + options).status == status)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("without a subcommand the program serves as ever", arguments: [[], ["serve"]])
    func serving(words: [String]) throws {
        let result = try run(words + ["--seed", "7", "--print-settings"])

        #expect(result.status == 0)
        let settings = try RigSettings(json: result.output, file: "output")
        #expect(settings.seed == 7)
    }

    private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = try RigProcess.program()
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private func read(_ file: String, _ index: Int) throws -> [UInt16] {
        var page = rig_page()
        var message = [CChar](repeating: 0, count: 256)
        let status = rig_read_page(file, UInt32(index), &page, &message, message.count)
        try #require(status == 1)
        let start = try #require(page.pixels)
        defer { free(page.pixels) }
        return Array(
            UnsafeBufferPointer(start: start, count: Int(page.width) * Int(page.height)))
    }
}
