/// Damage by light: from a crop, with its history, to the chance that the cell is harmed, how far,
/// and what kind of harm shows.
///
/// Learns from cells whose damage is known, by simulation or by the dose of a run. Where cells have
/// states, a third head tells what shows: nothing, arrest, a dying cell, a dead one.
package struct DamageLesson: CellLesson {
    /// From this damage on a cell counts as harmed: it moves less and its organelles fall apart,
    /// though it still looks whole.
    package static let harmedFrom = 0.5
    /// Damage above this is learnt as this: the cell is dying, by how much shows no more.
    package static let mostDamage = 2.0

    package let kind = NetworkKind.damage
    package let crops: CropSettings
    package var shape: CellNetwork
    package let training: [CropExample]
    package let validation: [CropExample]
    package let notes: [String]
    package let groupedHead: Int? = nil
    package var taskSettings: CropTask.Settings = {
        var settings = CropTask.Settings()
        settings.balance = 0
        return settings
    }()

    /// What can show of harm; other states show none.
    package static let kinds = CellClasses([["arrested"], ["rounding", "blebbing"], ["dead"]])

    /// - Throws: ``CurationError`` with `singleClass` where no cell or every cell is harmed,
    ///   `empty` where no damage is known, and as ``CropSet``.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], crops: CropSettings
    ) throws(CurationError) {
        var crops = crops
        crops.classes = Self.kinds
        let learnt = try LessonCrops.make(training, settings: crops)
        let kept = try LessonCrops.make(validation, settings: crops)
        for set in [learnt, kept] {
            try ClassBalance(names: ["unharmed", "harmed"], classes: Self.harmed(set))
                .requireSeveral()
        }
        self.crops = crops
        let shown = Set(learnt.crops.compactMap(\.classIndex)).sorted()
        var heads = [
            CellHead("harmed", .chance, channels: ["harmed"]),
            CellHead("damage", .amount, channels: ["damage"]),
        ]
        if !shown.isEmpty {
            heads.append(
                CellHead(
                    "kind", .classes, channels: ["nothing"] + shown.map { Self.kinds.names[$0] }))
        }
        shape = CellNetwork(
            inputChannels: crops.inputChannels.count, side: crops.pixels, heads: heads)
        self.training = Self.examples(learnt, shown)
        self.validation = Self.examples(kept, shown)
        notes = learnt.notes
    }

    package var terms: [CropTask.Term] {
        let count = shape.heads.count > 2 ? shape.heads[2].channels.count : 0
        let terms = [
            CropTask.Term(.binaryCrossEntropy(), targets: 0..<1),
            CropTask.Term(.meanSquaredError, targets: 1..<2),
        ]
        return count == 0
            ? terms
            : terms + [CropTask.Term(.crossEntropy(), targets: 2..<(2 + count), factor: 0.3)]
    }

    private static func harmed(_ set: CropSet) -> [Int] {
        set.crops.compactMap { $0.damage.map { $0 >= harmedFrom ? 1 : 0 } }
    }

    private static func examples(_ set: CropSet, _ shown: [Int]) -> [CropExample] {
        set.crops.compactMap { crop in
            guard let damage = crop.damage else { return nil }
            let kind = crop.classIndex.flatMap(shown.firstIndex).map { $0 + 1 } ?? 0
            let targets: [Float] = [
                damage >= harmedFrom ? 1 : 0, Float(min(max(damage, 0), mostDamage)),
            ]
            guard !shown.isEmpty else {
                return LessonCrops.example(crop, targets: targets, weights: [1, 1], group: 0)
            }
            return LessonCrops.example(
                crop, targets: targets + LessonCrops.oneHot(kind, of: shown.count + 1),
                weights: [1, 1, 1], group: 0)
        }
    }
}
