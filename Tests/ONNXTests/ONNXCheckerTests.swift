import Foundation
import Testing

@testable import ONNX

/// `onnx.checker` on what we wrote, in the Python of `Tests/Peers/requirements.txt`.
@Suite(
    "ONNX's own checker",
    .enabled(if: PythonCheck.canOrMustRun, Comment(rawValue: PythonCheck.advice)))
struct ONNXCheckerTests {
    @Test("it accepts every file we wrote, and reads our weights", arguments: Fixture.valid)
    func checker(fixture: String) throws {
        let model = try Fixture.model(fixture)
        let name = "tarsier-\(UUID().uuidString).onnx"
        let file = FileManager.default.temporaryDirectory.appending(path: name)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try ONNXWriter.bytes(of: model)).write(to: file)

        let outcome = try PythonCheck.run(on: [file.path, Fixture.path(fixture)])

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
