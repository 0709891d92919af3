/// Test crops in which density says the opposite of the truth: unharmed cells from sparse fields,
/// harmed ones from dense fields.
///
/// Dying cells detach, so that a network may call an empty field dead. One that does fails here.
package enum ConfluenceSwap {
    /// - Parameters:
    ///   - isHarmed: `nil` for crops that do not count.
    /// - Returns: Unharmed crops from frames no denser than the median frame, and harmed ones from
    ///   frames no sparser.
    /// - Throws: ``CurationError`` with `empty` where one kind has fewer than `least`.
    package static func choose(
        _ crops: [CellCrop], least: Int = 5, isHarmed: (CellCrop) -> Bool?
    ) throws(CurationError) -> [CellCrop] {
        var judged: [(crop: CellCrop, isHarmed: Bool)] = []
        for crop in crops {
            if let verdict = isHarmed(crop) { judged.append((crop, verdict)) }
        }
        // By frame: dense ones hold most cells and would pull the median of cells.
        let byFrame = Dictionary(
            judged.map { ($0.crop.frame, $0.crop.facts.confluence) }, uniquingKeysWith: { $1 })
        let sorted = byFrame.values.sorted()
        guard !sorted.isEmpty else {
            throw CurationError(
                .empty, "no test cell is known as harmed or unharmed; fill the column damage")
        }
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        let chosen = judged.filter { entry in
            let confluence = entry.crop.facts.confluence
            return entry.isHarmed ? confluence >= median : confluence <= median
        }
        let harmed = chosen.count { $0.isHarmed }
        guard harmed >= least, chosen.count - harmed >= least else {
            throw CurationError(
                .empty,
                "only \(harmed) harmed cells in dense fields and \(chosen.count - harmed) unharmed "
                    + "ones in sparse fields; record both, or density cannot be ruled out")
        }
        return chosen.map(\.crop)
    }
}
