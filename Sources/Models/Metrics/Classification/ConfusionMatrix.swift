/// How often each true class was called each class.
package struct ConfusionMatrix: Sendable, Equatable {
    package let classCount: Int
    /// Row-major: true class, then predicted class.
    package private(set) var counts: [Int]

    /// - Parameters:
    ///   - truth, predicted: Classes from 0 to `classCount` − 1.
    /// - Throws: `empty`, `shapeMismatch`, or `outOfRange` for a class that is none.
    package init(truth: [Int], predicted: [Int], classCount: Int) throws(MetricError) {
        precondition(classCount > 0, "there is at least one class")
        guard !truth.isEmpty else { throw MetricError(.empty, "confusion matrix: no samples") }
        try MetricError.requireSameCount(truth.count, predicted.count, "confusion matrix")
        self.classCount = classCount
        counts = [Int](repeating: 0, count: classCount * classCount)
        for (row, column) in zip(truth, predicted) {
            guard (0..<classCount).contains(row), (0..<classCount).contains(column) else {
                throw MetricError(
                    .outOfRange, "confusion matrix: \(row) or \(column) is not under \(classCount)")
            }
            counts[row * classCount + column] += 1
        }
    }

    package subscript(truth truth: Int, predicted predicted: Int) -> Int {
        counts[truth * classCount + predicted]
    }

    /// Share of right calls.
    package var accuracy: Double {
        let right = (0..<classCount).reduce(0) { $0 + self[truth: $1, predicted: $1] }
        return Double(right) / Double(counts.reduce(0, +))
    }

    /// Mean over the classes that occur in the truth of the share that was recognised.
    package var balancedAccuracy: Double {
        let recalls = (0..<classCount).compactMap { index -> Double? in
            let total = truthCount(index)
            return total > 0 ? Double(self[truth: index, predicted: index]) / Double(total) : nil
        }
        return recalls.reduce(0, +) / Double(recalls.count)
    }

    /// Harmonic mean of precision and recall of one class; nil where it neither occurs nor is
    /// called.
    package func f1(_ index: Int) -> Double? {
        let total = truthCount(index) + predictedCount(index)
        return total > 0 ? 2 * Double(self[truth: index, predicted: index]) / Double(total) : nil
    }

    /// Mean of ``f1(_:)`` over the classes that occur or are called.
    package var macroF1: Double {
        let values = (0..<classCount).compactMap { f1($0) }
        return values.reduce(0, +) / Double(values.count)
    }

    private func truthCount(_ index: Int) -> Int {
        (0..<classCount).reduce(0) { $0 + self[truth: index, predicted: $1] }
    }

    private func predictedCount(_ index: Int) -> Int {
        (0..<classCount).reduce(0) { $0 + self[truth: $1, predicted: index] }
    }
}
