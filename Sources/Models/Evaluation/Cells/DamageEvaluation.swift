/// The damage that a network sees, against what is known of it, and whether it looks at the cells.
struct DamageEvaluation {
    /// States in which harm shows to the eye.
    static let visible: Set<String> = ["arrested", "rounding", "blebbing", "dead"]

    private let predictor: CellPredictor

    init(_ predictor: CellPredictor) { self.predictor = predictor }

    /// - Parameter training: What the network learnt from, for the shortcut probes; empty leaves
    ///   them out.
    func run(
        _ frames: [TrainingFrame], training: [TrainingFrame] = []
    ) throws -> NetworkEvaluation {
        var settings = predictor.crops
        settings.classes = DamageLesson.kinds
        let set = try LessonCrops.make(frames, settings: settings)
        let crops = set.crops.filter { $0.damage != nil }
        guard Set(crops.compactMap(isHarmed)).count > 1 else {
            throw NetworkError(
                predictor.package.name,
                "no cells of known damage both below and above \(harmedFrom) to judge it by")
        }
        let answers = try predictor.answers(crops)
        var result = NetworkEvaluation()
        try addChance(crops, answers, to: &result)
        try addAmount(crops, answers, to: &result)
        result.notes += set.notes
        if !training.isEmpty {
            let learnt = try LessonCrops.make(training, settings: settings).crops
            let probes = try ShortcutProbe.all(
                training: learnt, test: crops, classCount: 2, target: target)
            result.figures[0].peers = probes.map(\.areaPeer)
        }
        try addGuards(crops, frames, settings, to: &result)
        result.examples = try CellExamples(predictor, head: chance).of(frames)
        return result
    }

    private var harmedFrom: Double {
        predictor.package.facts[CellPackage.Fact.harmedFrom]?.number ?? DamageLesson.harmedFrom
    }

    private var chance: Int { predictor.head("harmed") ?? 0 }

    private func isHarmed(_ crop: CellCrop) -> Bool? { crop.damage.map { $0 >= harmedFrom } }

    private func target(_ crop: CellCrop) -> Int? { isHarmed(crop).map { $0 ? 1 : 0 } }

    private func addChance(
        _ crops: [CellCrop], _ answers: [[[Float]]], to result: inout NetworkEvaluation
    ) throws {
        let harmed = crops.map { isHarmed($0) ?? false }
        let rows = answers.map { [1 - Double($0[chance][0]), Double($0[chance][0])] }
        let judged = ClassJudgement(
            rows: rows, truth: harmed.map { $0 ? 1 : 0 }, classCount: 2)
        let resampling = PositionResampling(crops)
        result.figures.append(
            try resampling.figure("area under the curve, harmed") { indices in
                try Ranking.areaUnderCurve(
                    scores: indices.map { rows[$0][1] }, isPositive: indices.map { harmed[$0] })
            })
        result.figures.append(
            try resampling.figure("balanced accuracy") {
                try judged.matrix($0).balancedAccuracy
            })
        result.figures.append(
            try resampling.figure("calibration error", isLowerBetter: true) {
                try judged.calibrationError($0)
            })
        result.figures.append(
            try resampling.figure("Brier score", isLowerBetter: true) { indices in
                try ProbabilityCalibration.brierScore(
                    probability: indices.map { min(max(rows[$0][1], 0), 1) },
                    happened: indices.map { harmed[$0] })
            })
        result.reliability = try judged.reliability()
        result.notes += try judged.confusions(["unharmed", "harmed"])
    }

    private func addAmount(
        _ crops: [CellCrop], _ answers: [[[Float]]], to result: inout NetworkEvaluation
    ) throws {
        guard let amount = predictor.head("damage") else { return }
        for (name, chosen) in [
            ("all cells", Array(crops.indices)),
            ("cells that look unharmed", crops.indices.filter { crops[$0].classIndex == nil }),
        ] {
            let truth = chosen.map { crops[$0].damage ?? 0 }
            guard Set(truth).count > 2 else { continue }
            let guesses = chosen.map { Double(answers[$0][amount][0]) }
            result.figures.append(
                try PositionResampling(chosen.map { crops[$0] })
                    .figure("rank correlation with damage, \(name)") { indices in
                        try Ranking.spearman(
                            indices.map { guesses[$0] }, indices.map { truth[$0] })
                    })
        }
    }

    private func addGuards(
        _ crops: [CellCrop], _ frames: [TrainingFrame], _ settings: CropSettings,
        to result: inout NetworkEvaluation
    ) throws {
        var background: [CellCrop] = []
        var swapped: [CellCrop] = []
        // A crowded field has no bare place: the guard then says that it was not tried.
        do throws(CurationError) {
            background = try CropSet.background(frames, settings: settings).crops
        } catch { result.notes.append(error.description) }
        do throws(CurationError) {
            swapped = try ConfluenceSwap.choose(crops, isHarmed: isHarmed)
        } catch { result.notes.append(error.description) }
        let guards = try CellClassifierGuards(
            test: crops, background: background, swapped: swapped, target: target
        ) { crops in
            try predictor.answers(crops).map { row in
                [1 - Double(row[chance][0]), Double(row[chance][0])]
            }
        }
        result.figures += guards.figures
        result.notes += guards.failures
    }
}
