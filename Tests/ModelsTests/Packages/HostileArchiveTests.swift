import CZip
import Foundation
import Testing

@testable import Models

@Suite("Hostile archives and folders")
struct HostileArchiveTests {
    private static func refusal(
        of files: [String: [UInt8]], _ spoil: (OpaquePointer) -> Void = { _ in }
    ) throws -> String {
        let folder = try PackageFolder()
        let path = folder.path + "/a.zip"
        try ZipWriter.write(files, to: path)
        var code: Int32 = 0
        let archive = try #require(zip_open(path, 0, &code))
        spoil(archive)
        try #require(zip_close(archive) == 0)
        let error = #expect(throws: PackageError.self) { try ModelPackage.read(zip: path) }
        #expect(error?.path == path)
        return error?.message ?? ""
    }

    @Test(
        "names that lead out of the package are refused",
        arguments: [
            "../evil", "a/../../evil", "/etc/evil", "a\\b", "~/evil", "C:/evil", "a//b", "a/./b",
            "https://x.org/a",
        ])
    func names(name: String) throws {
        var files = try PackageSample.files()
        files[name] = [1]

        let message = try Self.refusal(of: files)

        let words = ["leaves the package", "backslash", "internet"]
        #expect(words.contains { message.contains($0) }, "\(message)")
    }

    @Test("a link in an archive is refused")
    func link() throws {
        let message = try Self.refusal(of: try PackageSample.files()) { archive in
            zip_file_set_external_attributes(
                archive, 0, 0, UInt8(ZIP_OPSYS_UNIX), 0o120777 << 16)
        }

        #expect(message.contains("link"), "\(message)")
    }

    @Test("an archive that would unpack to far more than it is, is refused unread")
    func bomb() throws {
        var files = try PackageSample.files()
        files["bomb"] = [UInt8](repeating: 0, count: 100 << 20)

        #expect(try Self.refusal(of: files).contains("200 times"))
    }

    @Test("a damaged file in an archive is refused by its checksum")
    func damaged() throws {
        let folder = try PackageFolder()
        let path = folder.path + "/a.zip"
        try PackageSample.package().write(zip: path)
        let whole = Array(try Data(contentsOf: URL(filePath: path)))

        // Every byte in turn: either nothing of use changed, or it is refused; never a trap.
        for index in stride(from: 0, to: whole.count, by: 37) {
            var spoiled = whole
            spoiled[index] ^= 0x10
            try Data(spoiled).write(to: URL(filePath: path))
            do {
                let package = try ModelPackage.read(zip: path)
                #expect(try package == PackageSample.package(), "byte \(index)")
            } catch let error as PackageError {
                #expect(error.path == path)
            }
        }
    }

    @Test(
        "an archive cut anywhere, and what is none, are refused", arguments: [0, 1, 30, 500, -1])
    func cut(byteCount: Int) throws {
        let folder = try PackageFolder()
        let path = folder.path + "/a.zip"
        try PackageSample.package().write(zip: path)
        let whole = try Data(contentsOf: URL(filePath: path))
        let kept = byteCount < 0 ? whole.count + byteCount : byteCount
        try whole.prefix(kept).write(to: URL(filePath: path))

        let error = #expect(throws: PackageError.self) { try ModelPackage.read(path) }

        let words = ["zip archive", "no such file"]
        #expect(words.contains { error?.message.contains($0) == true }, "\(error?.message ?? "")")
    }

    @Test("links and things that are no files are refused in a folder")
    func folder() throws {
        let folder = try PackageFolder()
        let path = folder.path + "/tiny"
        let weights = path + "/weights.onnx"
        try PackageSample.package().write(folder: path)
        let manager = FileManager.default
        try manager.moveItem(atPath: weights, toPath: folder.path + "/outside")

        try manager.createSymbolicLink(atPath: weights, withDestinationPath: "../outside")
        let link = #expect(throws: PackageError.self) { try ModelPackage.read(path) }
        try manager.removeItem(atPath: weights)
        try manager.createDirectory(atPath: weights, withIntermediateDirectories: false)
        let directory = #expect(throws: PackageError.self) { try ModelPackage.read(path) }
        try manager.removeItem(atPath: weights)
        try #require(mkfifo(weights, 0o600) == 0)
        let pipe = #expect(throws: PackageError.self) { try ModelPackage.read(path) }

        #expect(link?.message.contains("is a link") == true)
        #expect(directory?.message.contains("is not a file") == true)
        #expect(pipe?.message.contains("is not a file") == true)
    }

    @Test("what is not there, or neither folder nor file, is named")
    func nothing() {
        let missing = #expect(throws: PackageError.self) { try ModelPackage.read("/no/such") }
        let device = #expect(throws: PackageError.self) { try ModelPackage.read("/dev/null") }

        #expect(missing?.description.hasPrefix("/no/such: cannot be found") == true)
        #expect(device?.message.contains("neither a folder nor") == true)
    }
}
