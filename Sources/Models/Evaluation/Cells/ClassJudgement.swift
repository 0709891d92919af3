/// Probabilities of classes beside the truth.
struct ClassJudgement {
    let rows: [[Double]]
    let truth: [Int]
    let classCount: Int
    /// The likeliest class of each row.
    let called: [Int]
    private let confidence: [Double]
    private let isRight: [Bool]

    init(rows: [[Double]], truth: [Int], classCount: Int) {
        self.rows = rows
        self.truth = truth
        self.classCount = classCount
        called = rows.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
        confidence = zip(rows, called).map { min(max($0[$1], 0), 1) }
        isRight = zip(called, truth).map { $0 == $1 }
    }

    func matrix(_ indices: [Int]) throws -> ConfusionMatrix {
        try ConfusionMatrix(
            truth: indices.map { truth[$0] }, predicted: indices.map { called[$0] },
            classCount: classCount)
    }

    /// F1 of `classes` together against all others.
    ///
    /// A cell is called one of them where their probabilities together exceed a half.
    func binaryF1(of classes: Set<Int>, _ indices: [Int]) -> Double {
        var (both, all) = (0, 0)
        for index in indices {
            let isCalled = classes.reduce(0) { $0 + rows[index][$1] } > 0.5
            let isTrue = classes.contains(truth[index])
            if isCalled && isTrue { both += 1 }
            all += (isCalled ? 1 : 0) + (isTrue ? 1 : 0)
        }
        return all > 0 ? 2 * Double(both) / Double(all) : .nan
    }

    func calibrationError(_ indices: [Int]) throws -> Double {
        try ProbabilityCalibration.expectedError(
            confidence: indices.map { confidence[$0] }, isRight: indices.map { isRight[$0] })
    }

    /// Mean over cells of the sum over classes of squared differences, 0 to 2.
    func brier(_ indices: [Int]) -> Double {
        let sum = indices.reduce(0.0) { sum, index in
            sum
                + rows[index].enumerated().reduce(0.0) { part, entry in
                    let away = entry.element - (entry.offset == truth[index] ? 1 : 0)
                    return part + away * away
                }
        }
        return sum / Double(max(indices.count, 1))
    }

    func reliability() throws -> [TrainingRecord.Reliability] {
        try ProbabilityCalibration.bins(confidence: confidence, isRight: isRight).map {
            TrainingRecord.Reliability(
                confidence: $0.meanConfidence, accuracy: $0.accuracy, count: $0.count)
        }
    }

    /// One line for each class: how many were recognised, and what the others were called.
    func confusions(_ names: [String]) throws -> [String] {
        let matrix = try matrix(Array(truth.indices))
        return names.indices.compactMap { row in
            let counts = names.indices.map { matrix[truth: row, predicted: $0] }
            let total = counts.reduce(0, +)
            guard total > 0 else { return nil }
            let wrong = names.indices.filter { $0 != row && counts[$0] > 0 }
                .sorted { counts[$0] > counts[$1] }
                .map { "\(counts[$0]) called \(names[$0])" }
            let tail = wrong.isEmpty ? "" : "; " + wrong.joined(separator: ", ")
            return "\(names[row]): \(counts[row]) of \(total) cells recognised\(tail)"
        }
    }
}
