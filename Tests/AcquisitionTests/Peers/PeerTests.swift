import PeerPrograms
import Testing

@testable import Acquisition

@Suite(
    "Readers by others",
    .enabled(if: PeerProgram.canOrMustRun, Comment(rawValue: PeerProgram.advice)))
struct PeerTests {
    private struct ExpectedSeries: Encodable {
        var name: String
        var shape: [Int]
        var scale: [Double]
        var translation: [Double]
        var channels: [[String]]
        var checksums: [String: UInt32] = [:]
    }

    @Test(
        "zarr-python, ome-zarr and the OME models open a store, finished or not",
        arguments: [
            (Compression.none, true), (.zstd, true), (.zstd, false),
            (.blosc(codec: .zstd, level: 3, shuffle: .bits), false),
        ])
    func store(compression: Compression, isFinished: Bool) throws {
        let folder = TemporaryFolder()
        let root = folder.path + "/raw.ome.zarr"
        let layout = StoreSample.layout(
            compression: compression, sizeT: 3, sizeC: 3, sizeZ: 2, sizeY: 40, sizeX: 64,
            seriesCount: 2)
        let store = try ImageStore.create(layout, at: root, files: RealFileSystem())
        var expected = layout.series.map(Self.expectation)
        // Every fifth plane is never exposed.
        for (index, plane) in StoreSample.planes(layout).enumerated() where index % 5 != 4 {
            try store.write(plane)
            let pixels = StoreSample.pixels(plane, layout.series[plane.series])
            let place = "\(plane.t),\(plane.c),\(plane.z)"
            expected[plane.series].checksums[place] = checksum(pixels)
        }
        if isFinished {
            try store.finish(store.writtenPlanes().map { PlaneDetail($0, startSeconds: 1.5) })
        }

        let outcome = try PeerProgram.run(
            "check_store.py", on: root, expecting: ["series": expected])

        #expect(outcome.status == 0, "\(outcome.output)")
    }

    private static func expectation(_ series: SeriesLayout) -> ExpectedSeries {
        ExpectedSeries(
            name: series.name,
            shape: [series.sizeT, series.sizeC, series.sizeZ, series.sizeY, series.sizeX],
            scale: [30, 1, 1.5, 0.325, 0.325],
            // The middle of 40 x 64 pixels lies 19.5 and 31.5 pixels from the first.
            translation: [
                0, 0, 0, series.yMicrometers - 19.5 * 0.325, series.xMicrometers - 31.5 * 0.325,
            ],
            channels: [
                ["phase", "FFFFFF"], ["nuclei", "00FF66"], ["tubulin <&> \u{3B1}", "FF0000"],
            ])
    }

    private struct ExpectedSnapshot: Encodable {
        var shape: [Int]
        var checksum: UInt32
        var name: String
        var pixelMicrometers = 0.325
        var channel: String
        var exposureSeconds = 0.1
        var xMicrometers = -12.5
    }

    @Test("tifffile opens a snapshot with its pixel size and channel", arguments: [1, 37, 2049])
    func snapshot(width: Int) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/snap.ome.tif"
        let pixels = (0..<(width * 50)).map { UInt16(truncatingIfNeeded: $0 &* 40_503) }
        var detail = PlaneDetail(
            PlaneAddress(series: 0, t: 0, c: 0, z: 0), exposureSeconds: 0.1, xMicrometers: -12.5)
        detail.yMicrometers = 3

        try pixels.withUnsafeBytes {
            try SnapshotWriter().write(
                $0, width: width, height: 50, pixelMicrometers: 0.325,
                channel: ChannelDisplay(name: "\u{3B1}-tubulin", color: "#00ff66", window: 0...99),
                detail: detail, name: "B2 \"best\"", to: path)
        }

        let expected = ExpectedSnapshot(
            shape: [50, width], checksum: checksum(pixels), name: "B2 \"best\"",
            channel: "\u{3B1}-tubulin")
        let outcome = try PeerProgram.run("check_snapshot.py", on: path, expecting: expected)
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    private struct ExpectedJournal: Encodable {
        var doses: [Dose]
        var frames: [[UInt32]]

        struct Dose: Encodable {
            func encode(to encoder: any Encoder) throws {
                var list = encoder.unkeyedContainer()
                try list.encode("B2")
                try list.encode("nuclei")
                try list.encode(0.28209)
                try list.encode(2)
            }
        }
    }

    @Test("plain SQLite reads the journal while the run goes on")
    func journal() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal(path: path)
        for number in 0..<2 { try journal.write(JournalSample.batch(number), durable: false) }

        let expected = ExpectedJournal(doses: [.init()], frames: [[0, .max], [1, .max]])
        let outcome = try PeerProgram.run("check_journal.py", on: path, expecting: expected)

        #expect(outcome.status == 0, "\(outcome.output)")
        try journal.write(JournalSample.batch(2), durable: true)
    }
}
