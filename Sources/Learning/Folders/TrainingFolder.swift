internal import Acquisition
internal import Models

/// A folder of images to learn from: described by `frames.csv`, or plain `NAME.tif` with
/// `NAME-labels.tif`.
///
/// Holds the tables; each image is read when its frame is asked for.
struct TrainingFolder {
    /// The rows that make one frame.
    struct Entry {
        let name: String
        let position: String
        let seconds: Double
        var rows: [FrameRow]
        var cells: [CellRow] = []
    }

    let path: String
    /// Ordered by position as first named, then time, then as written.
    private(set) var entries: [Entry]
    private let images: FolderImages

    /// Reads the tables of the folder at `path`, or lists its images.
    ///
    /// - Parameter isAnnotation: Whether the images are elsewhere, in the run that holds the folder.
    init(path: String, isAnnotation: Bool = false) throws {
        self.path = path
        images = FolderImages(folder: path)
        let files = RealFileSystem()
        let table = "\(path)/frames.csv"
        if try files.kind(at: table) == nil {
            entries = try PlainFolder.entries(
                in: path, files, images, isAnnotation: isAnnotation)
        } else {
            let csv = try CSVTable(
                try files.read(at: table), path: table, required: FrameRow.requiredColumns,
                optional: FrameRow.optionalColumns)
            guard !csv.rows.isEmpty else { throw LearningError(table, "there is no row in it") }
            let rows = try csv.rows.map { row throws(LearningError) in try FrameRow(row) }
            entries = try Self.entries(rows)
            if !isAnnotation { try checkImages() }
        }
        try addCells(files, isAnnotation: isAnnotation)
    }

    /// What a person should know of the tables.
    var notes: [String] {
        let count = entries.count { $0.rows.contains(where: \.lacksReadNoise) }
        guard count > 0 else { return [] }
        return ["\(path): the read noise of \(count) frames is not given and counts as 0"]
    }

    /// Reads one frame with all that belongs to it.
    func frame(_ entry: Entry) throws -> TrainingFrame {
        var frame = TrainingFrame(
            source: path, position: entry.position, seconds: entry.seconds,
            pixelMicrometers: try pixelMicrometers(entry))
        var size: (width: Int, height: Int)?
        for row in entry.rows {
            let found: (width: Int, height: Int)
            if case .image(let kind) = row.content {
                let image = try images.image(row)
                found = (image.width, image.height)
                frame.images.append(
                    ChannelImage(
                        channel: row.channel, kind: kind, light: row.light, image: image,
                        calibration: kind == .frame ? row.calibration : nil))
                if kind == .sharp { continue }
            } else {
                let labels = try images.labels(row)
                found = (labels.width, labels.height)
                frame.labels[row.channel] = labels
            }
            if let size, size != found {
                let text = "\(row.file) is \(found.width) x \(found.height) pixels, but frame "
                throw LearningError(
                    row.place, text + "\(entry.name) is \(size.width) x \(size.height)")
            }
            size = found
        }
        try checkSharp(entry, frame, size)
        frame.cells = try FrameCells.joined(entry.cells, to: frame, name: entry.name)
        return frame
    }

    /// The labels of a frame whose image is elsewhere.
    ///
    /// - Parameter size: The image's.
    func labels(
        of entry: Entry, size: (width: Int, height: Int)
    ) throws -> [String: LabelImage] {
        var found: [String: LabelImage] = [:]
        for row in entry.rows where row.content == .labels {
            let labels = try images.labels(row)
            guard (labels.width, labels.height) == size else {
                let text = "\(row.file) is \(labels.width) x \(labels.height) pixels, but frame "
                throw LearningError(
                    row.place, text + "\(entry.name) is \(size.width) x \(size.height)")
            }
            found[row.channel] = labels
        }
        return found
    }

    /// A sharp image is twice as wide and high as the others of its frame.
    private func checkSharp(
        _ entry: Entry, _ frame: TrainingFrame, _ size: (width: Int, height: Int)?
    ) throws {
        let rows = entry.rows.filter { $0.content == .image(.sharp) }
        for (row, image) in zip(rows, frame.images.filter { $0.kind == .sharp }) {
            guard let size else {
                let text = "frame \(entry.name) has a sharp image and nothing to compare it with"
                throw LearningError(row.place, text)
            }
            guard image.image.width == 2 * size.width, image.image.height == 2 * size.height else {
                let text = "\(row.file) is \(image.image.width) x \(image.image.height) pixels; "
                throw LearningError(
                    row.place,
                    text + "a sharp image of frame \(entry.name) has twice its "
                        + "\(size.width) x \(size.height)")
            }
        }
    }

    /// From the table, else from the first image's own file.
    private func pixelMicrometers(_ entry: Entry) throws -> Double? {
        let rows = entry.rows.filter { $0.content != .image(.sharp) }
        guard let said = rows.first(where: { $0.pixelMicrometers != nil }) else {
            return try rows.first.flatMap { try images.stack($0).pixelMicrometers }
        }
        if let other = rows.first(where: {
            $0.pixelMicrometers.map { $0 != said.pixelMicrometers } ?? false
        }) {
            throw LearningError(other.place, "pixel_um differs from that of \(said.place)")
        }
        return said.pixelMicrometers
    }

    // MARK: - Tables

    private static func entries(_ rows: [FrameRow]) throws(LearningError) -> [Entry] {
        var entries: [Entry] = []
        var places: [String: Int] = [:]
        for row in rows {
            guard let place = places[row.frame] else {
                places[row.frame] = entries.count
                entries.append(
                    Entry(
                        name: row.frame, position: row.position, seconds: row.seconds, rows: [row]))
                continue
            }
            try check(row, against: entries[place])
            entries[place].rows.append(row)
        }
        return ordered(entries)
    }

    private func checkImages() throws(LearningError) {
        for entry in entries where entry.rows.allSatisfy({ $0.content == .labels }) {
            let text = "frame \(entry.name) has labels but no image that they belong to"
            throw LearningError(entry.rows[0].place, text)
        }
    }

    private static func check(_ row: FrameRow, against entry: Entry) throws(LearningError) {
        guard row.position == entry.position, row.seconds == entry.seconds else {
            let text =
                "frame \(entry.name) is at position \(entry.position), \(entry.seconds) s in "
            throw LearningError(row.place, text + entry.rows[0].place)
        }
        for other in entry.rows {
            let isSameFile = other.file == row.file && other.page == row.page
            let isSameThing =
                other.channel == row.channel && other.content == row.content
                && (row.content != .image(.frame)) && other.light == row.light
            if isSameFile || isSameThing {
                let what = isSameFile ? "the same page" : "the same thing"
                throw LearningError(row.place, "\(what) is in \(other.place) already")
            }
        }
    }

    private static func ordered(_ entries: [Entry]) -> [Entry] {
        var ranks: [String: Int] = [:]
        for entry in entries where ranks[entry.position] == nil {
            ranks[entry.position] = ranks.count
        }
        return entries.enumerated().sorted { first, second in
            (ranks[first.element.position] ?? 0, first.element.seconds, first.offset)
                < (ranks[second.element.position] ?? 0, second.element.seconds, second.offset)
        }.map(\.element)
    }

    private mutating func addCells(_ files: any FileSystem, isAnnotation: Bool) throws {
        let table = "\(path)/cells.csv"
        guard try files.kind(at: table) != nil else { return }
        let csv = try CSVTable(
            try files.read(at: table), path: table, required: CellRow.requiredColumns,
            optional: CellRow.optionalColumns)
        var places = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
        for row in csv.rows {
            let cell = try CellRow(row)
            if isAnnotation, places[cell.frame] == nil {
                places[cell.frame] = entries.count
                entries.append(
                    Entry(name: cell.frame, position: cell.frame, seconds: 0, rows: []))
            }
            guard let place = places[cell.frame] else {
                throw LearningError(cell.place, "there is no frame \(cell.frame) in \(path)")
            }
            entries[place].cells.append(cell)
        }
    }
}
