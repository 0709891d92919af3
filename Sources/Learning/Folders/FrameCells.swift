internal import Models

/// Joins the cells of a table to the frame that they are in.
enum FrameCells {
    /// The cells, each checked to be in the frame's labels and inside its image.
    static func joined(
        _ rows: [CellRow], to frame: TrainingFrame, name: String
    ) throws(LearningError) -> [AnnotatedCell] {
        guard let first = rows.first else { return [] }
        let labels =
            frame.labels["cells"] ?? (frame.labels.count == 1 ? frame.labels.first?.value : nil)
        guard frame.labels.isEmpty || labels != nil else {
            let text = "frame \(name) has several label images and none is called cells"
            throw LearningError(first.place, text)
        }
        let present = Set(labels?.labels ?? [])
        var seen: Set<Int32> = []
        let size = frame.images.first { $0.kind != .sharp }?.image
        for row in rows {
            guard seen.insert(row.cell.label).inserted else {
                throw LearningError(row.place, "label \(row.cell.label) of \(name) is there twice")
            }
            guard labels == nil || present.contains(row.cell.label) else {
                let text = "label \(row.cell.label) has no pixel in the labels of frame \(name)"
                throw LearningError(row.place, text)
            }
            guard let size, (-0.5...(Double(size.width) - 0.5)).contains(row.cell.x),
                (-0.5...(Double(size.height) - 0.5)).contains(row.cell.y)
            else {
                let text = "\(row.cell.x), \(row.cell.y) is outside of frame \(name)"
                throw LearningError(row.place, text)
            }
        }
        return rows.map(\.cell)
    }
}
