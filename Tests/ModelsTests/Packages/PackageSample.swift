import Foundation

@testable import Models

/// A package round a network of one 3x3 convolution, and files to spoil.
enum PackageSample {
    private static let oracles = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Oracles")

    static func oracle<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: oracles.appending(path: name)))
    }

    private struct Tiny: Decodable {
        let raw: [Float]
        let restored: [Float]
    }

    static func package() throws -> ModelPackage {
        let tiny = try oracle("tiny.json", Tiny.self)
        let onnx = Array(try Data(contentsOf: oracles.appending(path: "tiny.onnx")))
        var package = ModelPackage(
            name: "Tiny restoration (test)",
            description: "Removes \"noise\": \u{3BC}m, two\nlines.",
            inputs: [input(tiny.raw)], outputs: [output(tiny.restored)],
            weights: PackageWeights(onnx: onnx, opset: 17))
        package.version = "1.2.0"
        package.authors = [
            PackageAuthor(name: "Ada O'Neill", affiliation: "Institute: \"Optics\" # 2"),
            PackageAuthor(name: "\u{5F20}\u{4F1F}", orcid: "0000-0002-1825-0097"),
        ]
        package.citations = [
            PackageCitation(text: "Ada et al.: On noise", doi: "10.1038/s41592-018-0216-7")
        ]
        package.license = "MIT"
        package.documentation = "# Tiny\n\nOne convolution. Not for use.\n"
        package.tags = ["restoration", "fluorescence-light-microscopy", "2d"]
        package.timestamp = "2024-05-01T12:00:00Z"
        package.facts = [
            "kind": .text("restore"), "pixel": .number(0.325),
            "factor": .number(1e-7), "seed": .text("42"), "photons": .number(1e9),
        ]
        package.cover = Data(base64Encoded: greyPNG).map(Array.init)
        return package
    }

    /// Two grey pixels.
    private static let greyPNG =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAA"
        + "AAC0lEQVR4nGNsYAAAAQYAgiXEWDgAAAAASUVORK5CYII="

    private static func input(_ raw: [Float]) -> TensorDescription {
        TensorDescription(
            id: "raw", description: "A frame.",
            axes: [
                .batch, .channel(["nuclei"]),
                .space("y", .stepped(minimum: 8, step: 4), micrometers: 0.325),
                .space("x", .stepped(minimum: 8, step: 4), micrometers: 0.325),
            ],
            processing: [
                .ensureType(.float32),
                .scaleRange(axes: ["channel", "y", "x"], lower: 1, upper: 99.8, epsilon: 1e-6),
                .ensureType(.float32),
            ],
            testTensor: NumpyArray(shape: [1, 1, 16, 24], values: raw))
    }

    private static func output(_ restored: [Float]) -> TensorDescription {
        func size(_ axis: String) -> AxisSize {
            .reference(tensor: "raw", axis: axis, offset: 0)
        }
        return TensorDescription(
            id: "restored",
            axes: [
                .batch, .channel(["nuclei"]), .space("y", size("y"), micrometers: 0.325, halo: 2),
                .space("x", size("x"), micrometers: 0.325, halo: 2),
            ],
            processing: [.ensureType(.float32)],
            testTensor: NumpyArray(shape: [1, 1, 16, 24], values: restored))
    }

    static func files() throws -> [String: [UInt8]] { PackageFiles(try package()).files }

    static func read(_ files: [String: [UInt8]]) throws -> ModelPackage {
        try ModelPackage.read(MemoryFiles(files: files), path: "package")
    }

    /// The sample's files, with `old` replaced by `new` in the description.
    static func files(replacing old: String, with new: String) throws -> [String: [UInt8]] {
        var files = try files()
        let text = String(decoding: files["rdf.yaml"] ?? [], as: UTF8.self)
        guard let place = text.range(of: old) else { throw Missing(text: old) }
        files["rdf.yaml"] = Array(text.replacingCharacters(in: place, with: new).utf8)
        return files
    }

    struct Missing: Error {
        let text: String
    }
}

/// A new folder that goes when the test is over.
final class PackageFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/tarsier-package-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }
}
