import Acquisition
import Foundation

/// How fast frames and records reach the disk.
///
/// Frames are like those of a scientific camera: an offset of 100, read noise of 1.6 electrons,
/// shot noise on a background and on some bright cells.
enum StoreBenchmark {
    private static let side = 2048
    private static let frameCount = 32

    /// Prints one line for each measurement; writes into a folder under `parent`, then removes it.
    static func run(in parent: String) throws {
        let folder = parent + "/tarsier-benchmark-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // Only scratch data.
        let frames = (0..<4).map { frame(seed: UInt64($0)) }
        let packings: [(String, Compression)] = [
            ("none", .none), ("zstd 1, bytes", .zstd),
            ("zstd 1, bits", .blosc(codec: .zstd, level: 1, shuffle: .bits)),
            ("zstd 3, bytes", .blosc(codec: .zstd, level: 3, shuffle: .bytes)),
        ]
        for (name, compression) in packings {
            try measureStore(name, compression, frames, in: folder)
        }
        try measureJournal(in: folder, isDurable: false, count: 5000)
        try measureJournal(in: folder, isDurable: true, count: 500)
        try measureLedger()
    }

    private static func measureStore(
        _ name: String, _ compression: Compression, _ frames: [[UInt16]], in folder: String
    ) throws {
        let root = folder + "/" + name.filter { !$0.isWhitespace } + ".zarr"
        let series = SeriesLayout(
            name: "A1", sizeT: frameCount, sizeC: 1, sizeZ: 1, sizeY: side, sizeX: side,
            pixelMicrometers: 0.325,
            channels: [ChannelDisplay(name: "phase", color: "#ffffff", window: 0...2047)],
            xMicrometers: 0, yMicrometers: 0)
        let layout = StoreLayout(series: [series], compression: compression)
        let store = try ImageStore.create(layout, at: root, files: RealFileSystem())
        var writing = Duration.zero
        var syncing = Duration.zero
        for t in 0..<frameCount {
            writing += try measure {
                try frames[t % frames.count].withUnsafeBytes {
                    try store.write($0, series: 0, t: t, c: 0, z: 0)
                }
            }
            if t % 4 == 3 { syncing += try measure { try store.makeDurable() } }
        }
        let megabytes = Double(frameCount * side * side * 2) / 1e6
        let reading = try measure {
            for t in 0..<frameCount { _ = try store.read(series: 0, t: t, c: 0, z: 0) }
        }
        let share = Double(try byteCount(of: root)) / 1e6 / megabytes
        print(
            "store \(name): written \(rounded(megabytes / seconds(writing))) MB/s, durable in "
                + "groups of 4 \(rounded(megabytes / seconds(writing + syncing))) MB/s, read "
                + "\(rounded(megabytes / seconds(reading))) MB/s, size \(rounded(share * 100)) %")
    }

    private static func measureJournal(in folder: String, isDurable: Bool, count: Int) throws {
        let path = folder + "/journal-\(isDurable).sqlite"
        let journal = try Journal(path: path)
        var slowest = Duration.zero
        let time = try measure {
            for number in 0..<count {
                let batch = JournalBatch(
                    intents: [
                        IntentRecord(
                            eventIndex: number, at: 1, position: "B2", channel: "nuclei",
                            light: "cyan", plannedSeconds: 0.1, plannedJoulesPerCm2: 0.2)
                    ],
                    frames: [
                        FrameRecord(
                            eventIndex: number, series: 0, t: number, c: 0, z: 0,
                            cameraFrame: Int64(number), width: side, height: side,
                            exposureSeconds: 0.1, startedAt: 1, wallTime: 1, checksum: 1)
                    ])
                let one = try measure { try journal.write(batch, durable: isDurable) }
                slowest = max(slowest, one)
            }
        }
        print(
            "journal \(isDurable ? "durable" : "written"): "
                + "\(rounded(Double(count) / seconds(time))) commits/s, slowest "
                + "\(rounded(seconds(slowest) * 1000)) ms")
    }

    /// One exposure asked for and booked, with the light of a 20x objective.
    private static func measureLedger() throws {
        var ledger = DoseLedger(budget: LightBudget(perPosition: 1e9, perCell: 1e9, run: 1e9))
        let area = IlluminatedArea.disc(squareCentimeters: 0.00709)
        let count = 20_000
        let time = try measure {
            for number in 0..<count {
                let x = Double(number % 100) * 700
                let planned = PlannedExposure(
                    position: "A\(number % 100)", channel: "nuclei", light: "cyan",
                    xMicrometers: x, yMicrometers: 0, seconds: 0.1, joulesPerCm2: 0.1, area: area)
                guard ledger.refusal(for: planned) == nil else { continue }
                let record = ExposureRecord(
                    eventIndex: number, position: planned.position, channel: "nuclei",
                    light: "cyan", xMicrometers: x, yMicrometers: 0, at: 0, seconds: 0.1,
                    joulesPerCm2: 0.1, relativeUnits: 0, isUncertain: false)
                try ledger.book(record, area: area)
            }
        }
        print("ledger: \(rounded(seconds(time) / Double(count) * 1e6)) us per exposure")
    }

    private static func frame(seed: UInt64) -> [UInt16] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        func normal() -> Double {
            (uniform() + uniform() + uniform() + uniform() - 2) * 3.0.squareRoot()
        }
        let cells = (0..<60).map { _ in (uniform() * 2048, uniform() * 2048, uniform() * 800) }
        var pixels = [UInt16](repeating: 0, count: side * side)
        var light = [Double](repeating: 60, count: side * side)
        for (x, y, peak) in cells {
            for row in max(0, Int(y) - 60)..<min(side, Int(y) + 60) {
                for column in max(0, Int(x) - 60)..<min(side, Int(x) + 60) {
                    let (dx, dy) = (Double(column) - x, Double(row) - y)
                    light[row * side + column] += peak * exp(-(dx * dx + dy * dy) / 800)
                }
            }
        }
        for index in pixels.indices {
            let electrons = light[index] + normal() * (light[index] + 1.6 * 1.6).squareRoot()
            pixels[index] = UInt16(max(0, min(65535, 100 + electrons / 0.46)))
        }
        return pixels
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

    private static func measure(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
