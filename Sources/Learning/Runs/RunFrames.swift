internal import Acquisition
internal import Foundation
internal import Hardware
internal import Models

/// The frames of a run folder to learn from, with what people have drawn into `annotations/`.
struct RunFrames {
    private let path: String
    private let store: StoredImages
    private let journal: Journal
    private let camera: CameraFacts?
    private let rig: RigFile?
    private let annotations: TrainingFolder?

    init(path: String) throws {
        self.path = path
        let folder = RunFolder(path: path)
        let files = RealFileSystem()
        store = try StoredImages(at: folder.images, files: files)
        guard try files.kind(at: folder.journal) != nil else {
            throw LearningError(path, "there are images but no journal.sqlite; keep them together")
        }
        journal = try Journal.reading(path: folder.journal)
        camera = try CameraFacts(journal)
        if try files.kind(at: folder.rig) != nil {
            let text = String(decoding: try files.read(at: folder.rig), as: UTF8.self)
            rig = try RigFile.parse(text, file: folder.rig)
        } else {
            rig = nil
        }
        let drawn = "\(path)/annotations"
        annotations =
            try files.kind(at: drawn) == .folder
            ? try TrainingFolder(path: drawn, isAnnotation: true) : nil
    }

    /// Reads at most `limit` frames, and holds what `keep` makes of each.
    func read(limit: Int?, keep: (TrainingFrame) -> TrainingFrame) throws -> TrainingData {
        let index = try RunIndex(journal, store.layout, path: path)
        guard !index.moments.isEmpty else {
            throw LearningError(path, "the run has no frame to learn from")
        }
        try checkAnnotations(index.moments)
        var tally = index.tally
        let positions = index.moments.map { positionName(of: $0.series) }
        let chosen = FrameSelection.choose(limit, of: positions)
        let references = references(index.moments)
        let start = index.moments.map(\.at).min() ?? 0
        var data = TrainingData()
        for place in chosen {
            let moment = index.moments[place]
            if let frame = try frame(moment, from: start, references, &tally) {
                data.frames.append(keep(frame))
            }
        }
        data.notes = notes(tally)
        if let note = FrameSelection.note(
            source: path, kept: chosen.count, of: index.moments.count)
        {
            data.notes.append(note)
        }
        return data
    }

    private func notes(_ tally: RunTally) -> [String] {
        var notes: [String] = []
        if let note = tally.note(source: path) { notes.append(note) }
        if camera == nil {
            notes.append(
                "\(path): the journal does not say what the camera's grey values mean; they are "
                    + "taken as they are")
        }
        if RunFolder(path: path).holder != nil {
            notes.append("\(path): the run still goes on; what it has so far was read")
        }
        return notes + (annotations?.notes ?? [])
    }

    private func frame(
        _ moment: RunMoment, from start: Double, _ references: [String: Double],
        _ tally: inout RunTally
    ) throws -> TrainingFrame? {
        let layout = store.layout.series[moment.series]
        var frame = TrainingFrame(
            source: path, position: positionName(of: moment.series), seconds: moment.at - start,
            pixelMicrometers: layout.pixelMicrometers)
        for image in moment.images {
            guard let pixels = try pixels(image.record) else {
                tally.damagedCount += 1
                continue
            }
            let reference = references[image.channel] ?? 0
            frame.images.append(
                ChannelImage(
                    channel: image.channel, light: reference > 0 ? image.light / reference : 1,
                    image: FloatImage(
                        width: layout.sizeX, height: layout.sizeY, pixels: grey(pixels)),
                    calibration: calibration))
        }
        guard !frame.images.isEmpty else { return nil }
        try join(moment, to: &frame)
        return frame
    }

    /// The pixels, checked against the journal; `nil` where they are not what was acknowledged.
    private func pixels(_ record: FrameRecord) throws -> [UInt16]? {
        let pixels: [UInt16]?
        do {
            pixels = try store.read(series: record.series, t: record.t, c: record.c, z: record.z)
        } catch let error {
            guard case .damaged = error.reason else { throw error }
            return nil
        }
        guard let pixels, pixels.withUnsafeBytes(CRC32.checksum) == record.checksum else {
            return nil
        }
        return pixels
    }

    private func grey(_ pixels: [UInt16]) -> [Float] {
        guard let camera else { return pixels.map(Float.init) }
        let offset = Float(camera.offset)
        let gain = Float(camera.electronsPerGrey)
        return pixels.map { (Float($0) - offset) * gain }
    }

    private var calibration: SensorCalibration? {
        camera.map {
            SensorCalibration(
                offset: $0.offset, electronsPerGrey: $0.electronsPerGrey,
                readNoiseElectrons: $0.readNoiseElectrons)
        }
    }

    private func positionName(of series: Int) -> String {
        let name = store.layout.series[series].name
        return name.isEmpty ? "\(series)" : name
    }

    /// The light of each channel as the rig file has it; else the most that the run gave.
    private func references(_ moments: [RunMoment]) -> [String: Double] {
        var references: [String: Double] = [:]
        for image in moments.flatMap(\.images) {
            references[image.channel] = max(references[image.channel] ?? 0, image.light)
        }
        for name in references.keys {
            guard let channel = rig?.channel(name) else { continue }
            let setting =
                switch channel.power {
                case .milliwatts(let milliwatts): milliwatts
                case .fraction(let fraction): fraction * 100
                }
            references[name] = setting * channel.exposure.inSeconds
        }
        return references
    }

    // MARK: - Annotations

    private func join(_ moment: RunMoment, to frame: inout TrainingFrame) throws {
        guard let annotations,
            let entry = annotations.entries.first(where: { $0.name == moment.name })
        else { return }
        let size = (frame.images[0].image.width, frame.images[0].image.height)
        frame.labels = try annotations.labels(of: entry, size: size)
        frame.cells = try FrameCells.joined(entry.cells, to: frame, name: entry.name)
    }

    private func checkAnnotations(_ moments: [RunMoment]) throws {
        guard let annotations else { return }
        let names = Set(moments.map(\.name))
        if let entry = annotations.entries.first(where: { !names.contains($0.name) }) {
            throw LearningError(
                entry.rows.first?.place ?? annotations.path,
                "the run has no usable frame \(entry.name); frames are named like "
                    + (moments.first?.name ?? "p0-t0"))
        }
    }
}
