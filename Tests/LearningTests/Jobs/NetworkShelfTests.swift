import Foundation
import Models
import Testing

@testable import Learning

@Suite("The shelf of networks")
struct NetworkShelfTests {
    /// A folder that has a package as folder and one as archive, by name only, and other things.
    private static func shelf(_ folder: SampleFolder, _ path: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder.file("\(path)/segment"), withIntermediateDirectories: true)
        try files.createDirectory(
            atPath: folder.file("\(path)/notes"), withIntermediateDirectories: true)
        try folder.write("\(path)/segment/rdf.yaml", "")
        try folder.write("\(path)/restore.zip", "")
        try folder.write("\(path)/README.md", "")
    }

    @Test("an option goes before the environment, the installation and the current folder")
    func order() throws {
        let folder = try SampleFolder()
        for place in ["option", "environment", "share/tarsier/networks", "here/Networks"] {
            try Self.shelf(folder, place)
        }
        let program = folder.file("bin/tarsier")
        func found(_ option: String?, _ environment: String?, _ program: String?) throws -> String?
        {
            try NetworkShelf(
                option: option, environment: environment, executable: program,
                current: folder.file("here")
            ).folder
        }
        let (option, environment) = (folder.file("option"), folder.file("environment"))

        #expect(try found(option, environment, program) == option)
        #expect(try found(nil, environment, program) == environment)
        #expect(try found(nil, "", program) == folder.file("share/tarsier/networks"))
        #expect(try found(nil, nil, "/nowhere/bin/tarsier") == folder.file("here/Networks"))
        #expect(
            try NetworkShelf(current: folder.file("option")).folder == nil)
        let error = #expect(throws: LearningError.self) { _ = try found("/none", nil, nil) }
        #expect(
            "\(error, default: "")".contains("/none: there is no such folder, which --networks"))
    }

    @Test("a name means the package on the shelf, a path itself, anything else says what is near")
    func names() throws {
        let folder = try SampleFolder()
        try Self.shelf(folder, "n")
        let shelf = try NetworkShelf(option: folder.file("n"))
        func complaint(_ name: String) -> String {
            let error = #expect(throws: LearningError.self) { _ = try shelf.path(of: name) }
            return "\(error, default: "")"
        }

        #expect(try shelf.entries().map(\.name) == ["restore", "segment"])
        #expect(try shelf.path(of: "restore") == folder.file("n/restore.zip"))
        #expect(try shelf.path(of: "segment") == folder.file("n/segment"))
        #expect(try shelf.path(of: folder.file("n/segment")) == folder.file("n/segment"))
        #expect(complaint("restroe").contains("did you mean \"restore\"?"))
        #expect(complaint(folder.file("n")).contains("a folder without an rdf.yaml"))
        #expect(complaint("own/net.zip").contains("there is no such package"))
    }

    @Test("what is no package is refused with its path")
    func notAPackage() throws {
        let folder = try SampleFolder()
        try folder.write("net.zip", "not an archive")

        let error = #expect(throws: PackageError.self) {
            _ = try ModelPackage.read(folder.file("net.zip"))
        }

        #expect("\(error, default: "")".hasPrefix(folder.file("net.zip")))
    }

    @Test("facts and speed of a network are measured")
    func facts() throws {
        let package = SamplePackage.restore()

        let facts = NetworkFacts(package, path: "none")
        let time = try NetworkSpeed.milliseconds(of: package, threads: 1, side: 32)

        #expect(facts.kind == "restore" && facts.parameterCount == 4)
        #expect(facts.shortHash == package.weights.sha256.prefix(12))
        #expect(time > 0)
    }
}
