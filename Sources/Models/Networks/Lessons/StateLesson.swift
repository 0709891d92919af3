/// The state of a cell: from a crop, with its history, to interphase, a phase of mitosis or a stage
/// of dying.
///
/// Learns from the words that cells are annotated with. Classes are drawn more evenly than they
/// occur, so that rare phases are learnt; its probabilities are then set right for how often they
/// occur in training.
package struct StateLesson: CellLesson {
    package let kind = NetworkKind.state
    package let crops: CropSettings
    package var shape: CellNetwork
    package let training: [CropExample]
    package let validation: [CropExample]
    package let notes: [String]
    package let groupedHead: Int? = 0
    package var taskSettings = CropTask.Settings()
    /// The training cells by class.
    package let balance: ClassBalance
    /// Share of a target's certainty that is spread over all classes.
    package static let smoothing: Float = 0.02

    /// - Parameter crops: Its classes are replaced by `classes`.
    /// - Parameter classes: `nil` takes the usual groups of states, and every other word as a class
    ///   of its own, as far as cells have them.
    /// - Throws: ``CurationError`` with `singleClass` or `empty` where there is nothing to tell
    ///   apart, and as ``CropSet``.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], crops: CropSettings,
        classes: CellClasses? = nil
    ) throws(CurationError) {
        var crops = crops
        crops.classes = classes ?? CellClasses(groupsIn: training)
        let names = crops.classes.names
        let learnt = try LessonCrops.make(training, settings: crops)
        let kept = try LessonCrops.make(validation, settings: crops)
        balance = ClassBalance(names: names, classes: learnt.crops.compactMap(\.classIndex))
        try balance.requireSeveral()
        self.crops = crops
        self.training = Self.examples(learnt, names.count)
        self.validation = Self.examples(kept, names.count)
        notes = learnt.notes + balance.warnings
        shape = CellNetwork(
            inputChannels: crops.inputChannels.count, side: crops.pixels,
            heads: [CellHead("state", .classes, channels: names)])
    }

    package var terms: [CropTask.Term] {
        [CropTask.Term(.crossEntropy(), targets: 0..<shape.heads[0].channels.count)]
    }

    private static func examples(_ set: CropSet, _ count: Int) -> [CropExample] {
        set.crops.compactMap { crop in
            guard let index = crop.classIndex else { return nil }
            let targets = LessonCrops.oneHot(index, of: count).map {
                $0 * (1 - smoothing) + smoothing / Float(count)
            }
            return LessonCrops.example(crop, targets: targets, weights: [1], group: index)
        }
    }
}
