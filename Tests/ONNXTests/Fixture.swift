import Foundation

@testable import ONNX

/// The frozen files of `Fixtures`, made by `Tests/Peers/make_onnx_fixtures.py`.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures")

    static let accepted = [
        "torch-unet", "torch-classifier", "torch-convnext", "every-type", "old-and-unsorted",
        "every-attribute",
    ]

    /// Those whose operators have the attributes that ONNX gives them.
    static let valid = accepted.filter { $0 != "every-attribute" }

    static func path(_ name: String) -> String {
        folder.appending(path: "\(name).onnx").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }

    static func model(_ name: String) throws -> ONNXModel {
        try ONNXReader.read(path: path(name))
    }

    /// Every file, the refused ones too, in a fixed order.
    static func all() throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".onnx") }.sorted()
            .map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
    }
}
