/// What most cells of a frame are.
struct FrameVerdict {
    /// The commonest class, the lowest index among equals; `nil` where no cell has one.
    let classIndex: Int?
    /// Median over the cells that have one.
    let damage: Double?

    init(_ frame: TrainingFrame, classes: CellClasses) {
        var counts: [Int: Int] = [:]
        for cell in frame.cells {
            if let index = cell.state.flatMap(classes.index) { counts[index, default: 0] += 1 }
        }
        classIndex = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
        let sorted = frame.cells.compactMap(\.damage).sorted()
        damage = sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
