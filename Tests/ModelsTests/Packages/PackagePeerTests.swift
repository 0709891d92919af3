import PeerPrograms
import Testing

@testable import Models

@Suite(
    "Packages as bioimageio.core sees them",
    .enabled(if: PeerProgram.canOrMustRun, Comment(rawValue: PeerProgram.advice)))
struct PackagePeerTests {
    private struct Expected: Encodable {
        var name = "Tiny restoration (test)"
        var authors = ["Ada O'Neill", "\u{5F20}\u{4F1F}"]
        var inputs = ["raw"]
        var outputs = ["restored"]
        var preprocessing = ["ensure_dtype", "scale_range", "ensure_dtype"]
        var facts = Facts()
    }

    private struct Facts: Encodable {
        var kind = "restore"
        var pixel = 0.325
        var factor = 1e-7
        var seed = "42"
        var photons = 1e9
    }

    @Test("its own test passes on what we write", arguments: ["tiny", "tiny.zip"])
    func accepted(name: String) throws {
        let folder = try PackageFolder()
        let path = folder.path + "/" + name
        let package = try PackageSample.package()
        if name.hasSuffix("zip") {
            try package.write(zip: path)
        } else {
            try package.write(folder: path)
        }

        let outcome = try PeerProgram.run("check_package.py", on: path, expecting: Expected())

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
