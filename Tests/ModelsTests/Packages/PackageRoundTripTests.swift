import Foundation
import Testing

@testable import Models

@Suite("Packages written and read")
struct PackageRoundTripTests {
    @Test("a package comes back from a folder and from a zip archive as it was")
    func roundTrip() throws {
        let folder = try PackageFolder()
        let package = try PackageSample.package()

        try package.write(folder: folder.path + "/tiny")
        try package.write(zip: folder.path + "/tiny.zip")

        #expect(try ModelPackage.read(folder.path + "/tiny") == package)
        #expect(try ModelPackage.read(folder.path + "/tiny.zip") == package)
        #expect(Set(folder.names) == ["tiny", "tiny.zip"])
    }

    @Test("every step and kind of axis comes back as it was")
    func stepsAndAxes() throws {
        var package = try PackageSample.package()
        package.inputs[0].processing = [
            .ensureType(.float64), .zeroMeanUnitVariance(axes: nil, epsilon: 1e-6),
            .zeroMeanUnitVariance(axes: ["y", "x"], epsilon: 0.001),
            .fixedZeroMeanUnitVariance(mean: [1e-7], deviation: [2], axis: nil),
            .fixedZeroMeanUnitVariance(mean: [3], deviation: [2], axis: "channel"),
            .scaleLinear(gain: [-0.5], offset: [1e20], axis: nil),
            .scaleLinear(gain: [0.5], offset: [1], axis: "channel"),
            .binarize(threshold: [0.25], axis: nil), .clip(minimum: -1, maximum: nil),
            .clip(minimum: nil, maximum: 7), .sigmoid, .ensureType(.bool),
        ]
        package.outputs.append(
            TensorDescription(
                id: "scores",
                axes: [
                    TensorAxis(id: "time", kind: .time, size: .fixed(3), scale: 5, unit: "second"),
                    TensorAxis(id: "index", kind: .index, size: .fixed(7)),
                ], elementType: .uint8, processing: [.sigmoid, .ensureType(.uint8)]))

        #expect(try PackageSample.read(PackageFiles(package).files) == package)
    }

    @Test("the same package gives the same archive, byte by byte")
    func deterministic() throws {
        let folder = try PackageFolder()
        let package = try PackageSample.package()

        try package.write(zip: folder.path + "/a.zip")
        try package.write(zip: folder.path + "/b.zip")

        let first = try Data(contentsOf: URL(filePath: folder.path + "/a.zip"))
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/b.zip")) == first)
    }

    @Test("what is already there is not replaced")
    func existing() throws {
        let folder = try PackageFolder()
        let package = try PackageSample.package()
        try Data("mine".utf8).write(to: URL(filePath: folder.path + "/mine.zip"))

        let error = #expect(throws: PackageError.self) {
            try package.write(zip: folder.path + "/mine.zip")
        }
        #expect(throws: PackageError.self) { try package.write(folder: folder.path) }

        #expect(error?.description.contains("already there") == true)
        let kept = try Data(contentsOf: URL(filePath: folder.path + "/mine.zip"))
        #expect(kept == Data("mine".utf8))
        #expect(folder.names == ["mine.zip"])
    }

    private static let unwritable: [(String, @Sendable (inout ModelPackage) -> Void)] = [
        ("5 to 128 letters", { $0.name = "N\u{E4}h!" }),
        ("opset", { $0.weights = PackageWeights(onnx: $0.weights.onnx, opset: nil) }),
        ("doi or a url", { $0.citations[0].doi = nil }),
        ("finite", { $0.facts["bad"] = .number(.nan) }),
        ("small letters", { $0.inputs[0].id = "../raw" }),
        ("unknown tensor", { $0.inputs[0].id = "other" }),
        ("appears twice", { $0.outputs.append($0.outputs[0]) }),
        ("has 24 along", { $0.inputs[0].axes[3].size = .fixed(23) }),
        (
            "unknown axis",
            {
                $0.inputs[0].processing = [
                    .scaleRange(axes: ["z"], lower: 0, upper: 1, epsilon: 1e-6)
                ]
            }
        ),
        ("eps", { $0.inputs[0].processing = [.zeroMeanUnitVariance(axes: nil, epsilon: 0)] }),
        ("1 to 16 outputs", { $0.outputs = [] }),
        ("not a PNG", { $0.cover = [1, 2, 3] }),
        ("too short", { $0.weights = PackageWeights(onnx: [], opset: 17) }),
    ]

    @Test("a package that could not be read back is not written", arguments: unwritable.indices)
    func notWritten(index: Int) throws {
        let folder = try PackageFolder()
        var package = try PackageSample.package()
        let (words, spoil) = Self.unwritable[index]
        spoil(&package)

        let error = #expect(throws: PackageError.self) {
            try package.write(folder: folder.path + "/tiny")
        }
        #expect(throws: PackageError.self) { try package.write(zip: folder.path + "/tiny.zip") }

        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        #expect(folder.names.isEmpty)
    }

    @Test("a disk that refuses leaves nothing behind")
    func nowhere() throws {
        let folder = try PackageFolder()
        let package = try PackageSample.package()

        #expect(throws: PackageError.self) { try package.write(zip: folder.path + "/no/a.zip") }
        #expect(throws: PackageError.self) { try package.write(folder: folder.path + "/no/a") }

        #expect(folder.names.isEmpty)
    }
}
