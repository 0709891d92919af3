/// The states that a network gives cells, against what they were annotated with.
struct StateEvaluation {
    private let predictor: CellPredictor

    init(_ predictor: CellPredictor) { self.predictor = predictor }

    /// - Parameter training: What the network learnt from, for the shortcut probes; empty leaves
    ///   them out.
    func run(
        _ frames: [TrainingFrame], training: [TrainingFrame] = []
    ) throws -> NetworkEvaluation {
        let head = predictor.head("state") ?? 0
        let names = predictor.heads[head].channels
        var settings = predictor.crops
        settings.classes = CellClasses(names: names)
        let set = try LessonCrops.make(frames, settings: settings)
        let crops = set.crops.filter { $0.classIndex != nil }
        let truth = crops.compactMap(\.classIndex)
        guard Set(truth).count > 1 else {
            throw NetworkError(
                predictor.package.name,
                "no cells of two of its classes (\(names.joined(separator: ", "))) to judge it by")
        }
        let rows = try predictor.answers(crops).map { $0[head].map(Double.init) }
        var result = NetworkEvaluation()
        let judged = ClassJudgement(rows: rows, truth: truth, classCount: names.count)
        result.figures = try figures(
            judged, crops, mitotic: settings.classes.mitoticIndices)
        result.reliability = try judged.reliability()
        result.notes = set.notes + (try judged.confusions(names))
        if !training.isEmpty {
            let learnt = try LessonCrops.make(training, settings: settings).crops
            try addProbes(learnt: learnt, judged: crops, names.count, to: &result)
        }
        result.examples = try CellExamples(predictor, head: head).of(frames)
        return result
    }

    private func figures(
        _ judged: ClassJudgement, _ crops: [CellCrop], mitotic: Set<Int>
    ) throws -> [TrainingRecord.Figure] {
        let resampling = PositionResampling(crops)
        var figures: [TrainingRecord.Figure] = []
        func addMitosis(_ name: String, of isMeant: (CellCrop) -> Bool) throws {
            let meant = crops.indices.filter { isMeant(crops[$0]) }
            guard meant.contains(where: { mitotic.contains(judged.truth[$0]) }) else { return }
            figures.append(
                try resampling.figure(name) { indices in
                    judged.binaryF1(of: mitotic, indices.filter { isMeant(crops[$0]) })
                })
        }
        try addMitosis("F1 of mitosis") { _ in true }
        // What the border cuts off may be what tells.
        if crops.contains(where: \.isAtBorder) {
            try addMitosis("F1 of mitosis, away from the border") { !$0.isAtBorder }
        }
        figures.append(
            try resampling.figure("macro F1") { try judged.matrix($0).macroF1 })
        figures.append(
            try resampling.figure("balanced accuracy") {
                try judged.matrix($0).balancedAccuracy
            })
        figures.append(
            try resampling.figure("calibration error", isLowerBetter: true) {
                try judged.calibrationError($0)
            })
        figures.append(
            try resampling.figure("Brier score", isLowerBetter: true) { judged.brier($0) })
        return figures
    }

    private func addProbes(
        learnt: [CellCrop], judged: [CellCrop], _ classCount: Int,
        to result: inout NetworkEvaluation
    ) throws {
        let probes = try ShortcutProbe.all(
            training: learnt, test: judged, classCount: classCount)
        guard let place = result.figures.firstIndex(where: { $0.name == "balanced accuracy" })
        else { return }
        result.figures[place].peers = probes.map(\.accuracyPeer)
    }
}
