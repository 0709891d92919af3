import Hardware

@testable import Acquisition

/// A finished run in a folder: two positions, three times, phase and nuclei.
enum SampleRun {
    static let pixels = (0..<24).map { UInt16(100 + $0) }

    /// - Parameter unlit: Events that the journal notes as partly unlit.
    static func make(
        in folder: SampleFolder, hasCamera: Bool = true, unlit: [Int] = [], damaged: Int? = nil
    ) throws {
        let layout = layout()
        let store = try ImageStore.create(
            layout, at: folder.file("raw.ome.zarr"), files: RealFileSystem())
        let journal = try Journal(path: folder.file("journal.sqlite"))
        var batch = JournalBatch()
        if hasCamera {
            batch.facts =
                CameraFacts(
                    width: 6, height: 4, offset: 100, electronsPerGrey: 0.5,
                    readNoiseElectrons: 1.6
                ).facts
        }
        var event = 0
        for t in 0..<3 {
            for series in 0..<2 {
                for c in 0..<2 {
                    try add(event, series, t, c, to: store, &batch, isDamaged: event == damaged)
                    event += 1
                }
            }
        }
        batch.notes = unlit.map {
            NoteRecord(
                at: 1, severity: .major, device: nil,
                text: "event \($0): the camera began so late that the light was off again")
        }
        try journal.write(batch, durable: true)
        try journal.close()
        try store.finish()
    }

    private static func layout() -> StoreLayout {
        let channels = ["phase", "nuclei"].map {
            ChannelDisplay(name: $0, color: "#ffffff", window: 0...4095)
        }
        return StoreLayout(
            series: ["A", "B"].map {
                SeriesLayout(
                    name: $0, sizeT: 3, sizeC: 2, sizeZ: 1, sizeY: 4, sizeX: 6,
                    pixelMicrometers: 0.325, channels: channels, xMicrometers: 0, yMicrometers: 0)
            })
    }

    private static func add(
        _ event: Int, _ series: Int, _ t: Int, _ c: Int, to store: ImageStore,
        _ batch: inout JournalBatch, isDamaged: Bool
    ) throws {
        try pixels.withUnsafeBytes { try store.write($0, series: series, t: t, c: c, z: 0) }
        let checksum = pixels.withUnsafeBytes(CRC32.checksum)
        // The later, the less light in the nuclei.
        let light = c == 0 ? 2 : 8 / Double(t + 1)
        batch.exposures.append(
            ExposureRecord(
                eventIndex: event, position: "AB".map(String.init)[series],
                channel: ["phase", "nuclei"][c], light: "lamp", xMicrometers: 0, yMicrometers: 0,
                at: 20 + Double(event), seconds: 0.2, relativeUnits: light * 0.2,
                isUncertain: false))
        batch.frames.append(
            FrameRecord(
                eventIndex: event, series: series, t: t, c: c, z: 0, cameraFrame: Int64(event),
                width: 6, height: 4, exposureSeconds: 0.1, startedAt: 0, wallTime: 0,
                checksum: isDamaged ? checksum ^ 1 : checksum))
    }
}
