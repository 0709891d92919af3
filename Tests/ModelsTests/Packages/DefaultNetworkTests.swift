import Foundation
import PeerPrograms
import Testing

@testable import Models

@Suite("The default networks")
struct DefaultNetworkTests {
    /// What `Networks/` holds, and the kind of each.
    static let shipped: [(name: String, kind: NetworkKind)] =
        NetworkKind.allCases.map { ($0.rawValue, $0) } + [("segment-cells", .segment)]

    private static func path(_ name: String) -> String {
        PeerProgram.root.appending(path: "Networks/\(name).zip").path
    }

    @Test("there is one of each kind, with a card that says what was held out")
    func kinds() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: PeerProgram.root.appending(path: "Networks").path)
        #expect(
            Set(files.filter { $0.hasSuffix(".zip") }) == Set(Self.shipped.map { $0.name + ".zip" })
        )

        for (name, kind) in Self.shipped {
            let package = try ModelPackage.read(Self.path(name))

            #expect(package.networkKind == kind)
            #expect(package.documentation.contains("held out"), "\(name)")
            #expect(!package.authors.isEmpty)
        }
    }

    @Test("those of whole frames give again what their packages hold for a test")
    func sameImages() throws {
        for (name, kind) in Self.shipped where !kind.judgesCells {
            let package = try ModelPackage.read(Self.path(name))
            let test = try #require(package.inputs[0].testTensor)
            let size = test.shape
            let area = size[2] * size[3]
            let planes = (0..<size[1]).map { channel in
                FloatImage(
                    width: size[3], height: size[2],
                    pixels: Array(test.values[(channel * area)..<((channel + 1) * area)]))
            }

            let outputs = try PackagePredictor(package).outputs(planes)

            for (output, description) in zip(outputs, package.outputs) {
                let wanted = try #require(description.testTensor)
                #expect(
                    PackedNumbers.worst(output.flatMap(\.pixels), wanted.values) < 1e-3, "\(name)")
            }
        }
    }

    @Test("one thread and two give the same images", arguments: ["restore", "label", "segment"])
    func threads(name: String) throws {
        var random = SplitMix64(seed: 3)
        let image = FloatImage(
            width: 300, height: 270,
            pixels: (0..<300 * 270).map { _ in Float(100 + random.next() % 900) })
        let predictor = try PackagePredictor(
            try ModelPackage.read(Self.path(name)), method: .quickest)

        // The last one again with one thread: what was made ready before is not run with others.
        let found = try [1, 2, 1].map { threads in
            try InferencePlan.withThreads(threads) { try predictor.run([image]).map(\.image) }
        }

        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
    }

    @Test("together they are below 8 MB")
    func size() throws {
        let sizes = try Self.shipped.map {
            try Data(contentsOf: URL(filePath: Self.path($0.name))).count
        }

        #expect(sizes.reduce(0, +) < 8_000_000)
    }

    @Test(
        "bioimageio.core's own test passes on each",
        .enabled(if: PeerProgram.canOrMustRun, Comment(rawValue: PeerProgram.advice)))
    func accepted() throws {
        let outcome = try PeerProgram.run(
            "test_packages.py", Self.shipped.map { Self.path($0.name) })

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
