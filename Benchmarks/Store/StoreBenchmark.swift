import Acquisition
import Foundation

/// How fast frames reach the disk, beside what the machine can write by itself.
enum StoreBenchmark {
    private static let frameCount = 12
    private static let repetitions = 3
    private static let megabytes = Double(frameCount * SpecimenFrame.byteCount) / 1e6

    private struct Speeds {
        var written: [Double] = []
        var durable: [Double] = []
        var read: [Double] = []
        var share = 0.0
    }

    /// Prints one line for each measurement; writes into `folder`.
    static func run(in folder: String) throws {
        let frames = (0..<4).map { SpecimenFrame(seed: $0) }
        let packings: [(String, Compression)] = [
            ("none", .none), ("zstd 1, bytes", .zstd),
            ("zstd 1, bits", .blosc(codec: .zstd, level: 1, shuffle: .bits)),
            ("zstd 3, bytes", .blosc(codec: .zstd, level: 3, shuffle: .bytes)),
        ]
        var speeds = packings.map { _ in Speeds() }
        var plain: [Double] = []
        for _ in 0..<repetitions {
            // In turn, so that what else the machine does falls on all.
            let time = try PlainFile.time(frames, count: frameCount, at: folder + "/plain")
            plain.append(megabytes / time.inSeconds)
            for index in packings.indices {
                try measure(packings[index].1, frames, in: folder, into: &speeds[index])
            }
        }
        let peer = Double.median(of: plain)
        print("store: peer, one plain file, fdatasync in groups of 4: \(text(peer))")
        for (packing, speeds) in zip(packings, speeds) {
            let durable = Double.median(of: speeds.durable)
            print(
                "store: \(packing.0): durable in groups of 4 \(text(durable)), "
                    + "ratio \((durable / peer).rounded(places: 2)); written "
                    + "\(text(.median(of: speeds.written))), read "
                    + "\(text(.median(of: speeds.read))), size "
                    + "\((speeds.share * 100).rounded(places: 0)) %")
        }
    }

    private static func measure(
        _ compression: Compression, _ frames: [SpecimenFrame], in folder: String,
        into speeds: inout Speeds
    ) throws {
        let root = folder + "/images.zarr"
        defer { try? FileManager.default.removeItem(atPath: root) }  // Only scratch data.
        let store = try ImageStore.create(layout(compression), at: root, files: RealFileSystem())
        let clock = ContinuousClock()
        var writing = Duration.zero
        var syncing = Duration.zero
        for t in 0..<frameCount {
            writing += try clock.measure {
                try frames[t % frames.count].pixels.withUnsafeBytes {
                    try store.write($0, series: 0, t: t, c: 0, z: 0)
                }
            }
            if t % 4 == 3 { syncing += try clock.measure { try store.makeDurable() } }
        }
        let reading = try clock.measure {
            for t in 0..<frameCount { _ = try store.read(series: 0, t: t, c: 0, z: 0) }
        }
        speeds.written.append(megabytes / writing.inSeconds)
        speeds.durable.append(megabytes / (writing + syncing).inSeconds)
        speeds.read.append(megabytes / reading.inSeconds)
        speeds.share = Double(try byteCount(of: root)) / 1e6 / megabytes
    }

    private static func layout(_ compression: Compression) -> StoreLayout {
        let side = SpecimenFrame.side
        let series = SeriesLayout(
            name: "A1", sizeT: frameCount, sizeC: 1, sizeZ: 1, sizeY: side, sizeX: side,
            pixelMicrometers: 0.325,
            channels: [ChannelDisplay(name: "phase", color: "#ffffff", window: 0...2047)],
            xMicrometers: 0, yMicrometers: 0)
        return StoreLayout(series: [series], compression: compression)
    }

    private static func byteCount(of folder: String) throws -> Int {
        var count = 0
        let names = FileManager.default.enumerator(atPath: folder)
        while let name = names?.nextObject() as? String {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            if attributes[.type] as? FileAttributeType == .typeRegular {
                count += (attributes[.size] as? Int) ?? 0
            }
        }
        return count
    }

    private static func text(_ megabytesPerSecond: Double) -> String {
        "\(megabytesPerSecond.rounded(places: 0)) MB/s"
    }
}
