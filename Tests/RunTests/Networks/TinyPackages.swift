import Acquisition
import Agent
import Documents
import Foundation
import Models

/// Packages of networks with weights drawn at random: small, quick, and never right.
enum TinyPackages {
    static func restore(name: String = "Tiny restoration") throws -> ModelPackage {
        let lesson = RestoreLesson(training: [], validation: [])
        return try package(lesson, seed: 3, name: name)
    }

    static func segment() throws -> ModelPackage {
        try package(
            SegmentLesson(training: [], validation: []), seed: 5, name: "Tiny segmentation")
    }

    private static func package(
        _ lesson: some NetworkLesson, seed: UInt64, name: String
    ) throws -> ModelPackage {
        var shape = lesson.shape
        shape.widths = [8, 8]
        var made = NetworkPackage(
            lesson, network: shape.network(seed: seed), pixelMicrometers: 0.325)
        made.shape = shape
        let side = 32
        let pixels = (0..<(side * side)).map { Float(100 + $0 * 37 % 251) }
        return try made.made(
            name: name, documentation: "For tests.",
            example: [FloatImage(width: side, height: side, pixels: pixels)])
    }

    /// A folder with `restore` and `segment` in it, for as long as `body` runs.
    static func withShelf<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tarsier-networks-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try restore().write(folder: folder + "/restore")
        try segment().write(folder: folder + "/segment")
        return try body(folder)
    }
}

/// A network that never answers, or always the same.
struct StubNetworks: FrameNetworks {
    struct Broken: Error, CustomStringConvertible { let description = "out of order" }

    var channels = ["phase", "nuclei"]
    var isBroken = false

    var networks: [FrameNetwork] {
        [
            FrameNetwork(
                name: "segment", hash: "0123456789abcdef", channels: channels, keepsImages: false,
                outputs: [.init("")], givesObjects: true)
        ]
    }

    func look(_ index: Int, at frame: AcquiredFrame) async throws -> NetworkFinding {
        if isBroken { throw Broken() }
        return NetworkFinding(numbers: ["objects": Double(frame.eventIndex)])
    }
}
