internal import Acquisition

/// A folder without a table: every `NAME.tif` is a frame, `NAME-labels.tif` outlines its cells.
enum PlainFolder {
    static func entries(
        in path: String, _ files: any FileSystem, _ images: FolderImages,
        isAnnotation: Bool
    ) throws -> [TrainingFolder.Entry] {
        let names = try files.names(inFolder: path).filter(isImage)
        guard !names.isEmpty || isAnnotation else {
            throw LearningError(path, "there is no frames.csv and no TIFF file in it")
        }
        var labels: [String: String] = [:]
        for name in names where stem(name).hasSuffix("-labels") {
            labels[String(stem(name).dropLast(7))] = name
        }
        var entries: [TrainingFolder.Entry] = []
        for file in names where !stem(file).hasSuffix("-labels") {
            let name = stem(file)
            guard entries.last?.name != name else {
                throw LearningError("\(path)/\(file)", "there is another image called \(name)")
            }
            var rows = [
                FrameRow(image: file, of: name, isLabels: false, place: "\(path)/\(file)")
            ]
            if let label = labels.removeValue(forKey: name) {
                rows.append(
                    FrameRow(image: label, of: name, isLabels: true, place: "\(path)/\(label)"))
            }
            for row in rows { try checkOnePage(row, images) }
            entries.append(
                TrainingFolder.Entry(name: name, position: name, seconds: 0, rows: rows))
        }
        for (name, file) in labels.sorted(by: { $0.key < $1.key }) {
            guard !isAnnotation else {
                let row = FrameRow(
                    image: file, of: name, isLabels: true, place: "\(path)/\(file)")
                try checkOnePage(row, images)
                entries.append(
                    TrainingFolder.Entry(name: name, position: name, seconds: 0, rows: [row]))
                continue
            }
            throw LearningError("\(path)/\(file)", "there is no image \(name).tif for these labels")
        }
        return entries
    }

    private static func checkOnePage(_ row: FrameRow, _ images: FolderImages) throws {
        let count = try images.stack(row).pageCount
        guard count == 1 else {
            let text = "it has \(count) pages; write a frames.csv that says what each shows"
            throw LearningError(row.place, text)
        }
    }

    static func isImage(_ name: String) -> Bool {
        let name = name.lowercased()
        return !name.hasPrefix(".") && (name.hasSuffix(".tif") || name.hasSuffix(".tiff"))
    }

    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
