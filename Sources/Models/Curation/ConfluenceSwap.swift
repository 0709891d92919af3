/// Test crops in which density says the opposite of the truth: unharmed cells from sparse fields,
/// harmed ones from dense fields.
///
/// Dying cells detach, so that a network may call an empty field dead. One that does fails here.
package enum ConfluenceSwap {
    /// - Parameters:
    ///   - isHarmed: `nil` for crops that do not count.
    /// - Returns: Unharmed crops from fields no denser than the median of all that count, and
    ///   harmed ones from fields no sparser.
    /// - Throws: ``CurationError`` with `empty` where one kind has fewer than `least`.
    package static func choose(
        _ crops: [CellCrop], least: Int = 5, isHarmed: (CellCrop) -> Bool?
    ) throws(CurationError) -> [CellCrop] {
        var judged: [(crop: CellCrop, isHarmed: Bool)] = []
        for crop in crops {
            if let verdict = isHarmed(crop) { judged.append((crop, verdict)) }
        }
        let sorted = judged.map(\.crop.facts.confluence).sorted()
        guard !sorted.isEmpty else {
            throw CurationError(
                .empty, "no test cell is known as harmed or unharmed; fill the column damage")
        }
        let median = sorted[sorted.count / 2]
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
