import Hardware
import Models
import PeerPrograms
import Testing

@testable import Acquisition
@testable import Learning

@Suite(
    "Image files of others",
    .enabled(if: PeerProgram.canOrMustRun, Comment(rawValue: PeerProgram.advice)))
struct LearningPeerTests {
    private struct ExpectedStack: Encodable {
        var pages: Int
        var axes: String
        var shape: [Int]
        var type: String
        var checksum: UInt32
        var pixelMicrometers: Double
        /// Of an OME-TIFF.
        var channels: [String]?
    }

    private struct ExpectedImage: Encodable {
        var axes: String
        var scale: [Double]
        var channels: [String]
        var shape: [Int]
        var type: String
        var checksum: UInt32
        var isLabels: Bool
    }

    @Test("what tifffile writes is read: strips, tiles, deflate, big-endian, BigTIFF")
    func readTifffile() throws {
        let folder = try SampleFolder()
        let outcome = try PeerProgram.run("check_stack.py", ["make", folder.path])
        try #require(outcome.status == 0, "\(outcome.output)")
        let expected = (0..<3).map { page in
            (0..<2000).map { Float((page * 2000 + $0) % 251) }
        }

        for name in [
            "u8-strips", "u16-deflate", "u32-big", "f32-tiles", "u16-tiles-deflate", "bigtiff",
            "imagej", "ome.ome",
        ] {
            let stack = try TIFFStack(path: folder.file("\(name).tif"))
            #expect(stack.pageCount == 3, "\(name)")
            for page in 0..<3 {
                #expect(try stack.greyValues(page: page) == expected[page], "\(name)")
            }
        }
        let imageJ = try TIFFStack(path: folder.file("imagej.tif"))
        #expect(imageJ.pixelMicrometers == 0.25)
        #expect(StackDescription(imageJ.description).axes?.sizeT == 3)
        let ome = try TIFFStack(path: folder.file("ome.ome.tif"))
        #expect(ome.pixelMicrometers == 0.25)
        #expect(StackDescription(ome.description).axes?.sizeZ == 3)
        #expect(throws: StorageError.self) {
            _ = try TIFFStack(path: folder.file("rgb.tif")).page(0)
        }
    }

    private static let stacks = [
        (sizes: [3, 2, 2], axes: "TZCYX"), ([1, 1, 2], "CYX"), ([2, 1, 1], "TYX"),
    ]

    @Test("tifffile reads our stacks with their axes and µm", arguments: stacks)
    func writeTifffile(sizes: [Int], axes: String) throws {
        let folder = try SampleFolder()
        let count = sizes.reduce(1, *)
        let planes = (0..<count).map { page in (0..<30).map { Float(page * 30 + $0) / 8 } }
        let stack = PlaneStack(
            width: 6, height: 5, sizeC: sizes[2], sizeZ: sizes[1], sizeT: sizes[0],
            planes: .float32(planes), pixelMicrometers: 0.325)
        try StackWriter().write(stack, to: folder.file("a.tif"))

        let outcome = try PeerProgram.run(
            "check_stack.py", on: folder.file("a.tif"),
            expecting: ExpectedStack(
                pages: count, axes: axes, shape: sizes.filter { $0 > 1 } + [5, 6], type: "float32",
                checksum: planes.flatMap(\.self).withUnsafeBytes(CRC32.checksum),
                pixelMicrometers: 0.325))

        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test("tifffile reads our OME-TIFF stacks with their axes, channels and µm", arguments: stacks)
    func writeOME(sizes: [Int], axes: String) throws {
        let folder = try SampleFolder()
        let count = sizes.reduce(1, *)
        let planes = (0..<count).map { page in (0..<30).map { UInt32(page * 30 + $0) } }
        let names = (0..<sizes[2]).map { "<\($0)> & µ" }
        let stack = PlaneStack(
            width: 6, height: 5, sizeC: sizes[2], sizeZ: sizes[1], sizeT: sizes[0],
            planes: .uint32(planes), pixelMicrometers: 0.325, channelNames: names)
        try StackWriter().write(stack, to: folder.file("a.ome.tif"))

        let outcome = try PeerProgram.run(
            "check_stack.py", on: folder.file("a.ome.tif"),
            expecting: ExpectedStack(
                pages: count, axes: axes, shape: sizes.filter { $0 > 1 } + [5, 6], type: "uint32",
                checksum: planes.flatMap(\.self).withUnsafeBytes(CRC32.checksum),
                pixelMicrometers: 0.325, channels: names))

        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test("zarr and the OME models read a prediction", arguments: [false, true])
    func prediction(isLabels: Bool) throws {
        let folder = try SampleFolder()
        let axes = [
            ImageAxis(name: "t", size: 2, scale: 30, unit: "second"),
            ImageAxis(name: "c", size: isLabels ? 1 : 2),
            ImageAxis(name: "y", size: 5, scale: 0.5, unit: "micrometer"),
            ImageAxis(name: "x", size: 7, scale: 0.5, unit: "micrometer"),
        ]
        let channels = isLabels ? [] : ["nuclei", "scale of nuclei"]
        let layout = ZarrImageLayout(
            name: "A", axes: axes, samples: isLabels ? .uint32 : .float32, channelNames: channels,
            isLabels: isLabels)
        let root = folder.file("out.zarr")
        let writer = try ZarrImageWriter(at: root, images: [layout])
        var bytes: [UInt8] = []
        for t in 0..<2 {
            for c in 0..<(isLabels ? 1 : 2) {
                let whole = (0..<35).map { UInt32($0 + 100 * t + 7000 * c) }
                let floats = whole.map { Float($0) / 4 }
                if isLabels {
                    try writer.write(whole, image: 0, t: t, c: c, z: 0)
                    whole.withUnsafeBytes { bytes += $0 }
                } else {
                    try writer.write(floats, image: 0, t: t, c: c, z: 0)
                    floats.withUnsafeBytes { bytes += $0 }
                }
            }
        }
        try writer.finish()

        let outcome = try PeerProgram.run(
            "check_prediction.py", on: root,
            expecting: ExpectedImage(
                axes: "tcyx", scale: [30, 1, 0.5, 0.5], channels: channels,
                shape: axes.map(\.size), type: isLabels ? "uint32" : "float32",
                checksum: bytes.withUnsafeBytes(CRC32.checksum), isLabels: isLabels))

        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
