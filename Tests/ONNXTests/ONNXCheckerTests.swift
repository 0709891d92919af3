import Foundation
import PeerPrograms
import Testing

@testable import ONNX

/// `onnx.checker` on what we wrote, in the Python of `Tests/Peers/requirements.txt`.
@Suite(
    "ONNX's own checker",
    .enabled(if: PeerProgram.canOrMustRun, Comment(rawValue: PeerProgram.advice)))
struct ONNXCheckerTests {
    @Test("it accepts every file we wrote, and reads our weights", arguments: Fixture.valid)
    func checker(fixture: String) throws {
        let model = try Fixture.model(fixture)
        let name = "tarsier-\(UUID().uuidString).onnx"
        let file = FileManager.default.temporaryDirectory.appending(path: name)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try ONNXWriter.bytes(of: model)).write(to: file)

        let outcome = try PeerProgram.run(
            "check_onnx.py", [file.path, Fixture.path(fixture)])

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
