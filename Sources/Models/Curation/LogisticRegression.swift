internal import Foundation

/// Tells classes apart by a few numbers: a multinomial logistic regression.
///
/// Numbers are standardised, and their squares go along, so that a class in the middle of a range is
/// found too. Classes weigh the same, however many examples they have.
struct LogisticRegression {
    private let classCount: Int
    private let means: [Double]
    private let spreads: [Double]
    /// One row for each class: a constant, then a weight for each input.
    private var weights: [[Double]]

    /// - Parameters:
    ///   - features: One row for each example, all of the same length.
    ///   - classes: From 0 to `classCount` − 1.
    ///   - penalty: Of the squared weights (L2).
    /// - Source: gradient descent with Nesterov's momentum; the step is the inverse of a bound of
    ///   the curvature (Böhning 1992: half the mean square of the inputs).
    init(
        features: [[Double]], classes: [Int], classCount: Int, penalty: Double = 1e-3,
        stepCount: Int = 400
    ) {
        precondition(!features.isEmpty && features.count == classes.count, "rows have classes")
        self.classCount = classCount
        let width = features[0].count
        var means: [Double] = []
        var spreads: [Double] = []
        for column in 0..<width {
            let values = features.map { $0[column] }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance =
                values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            means.append(mean)
            spreads.append(variance > 1e-24 * mean * mean ? variance.squareRoot() : .infinity)
        }
        self.means = means
        self.spreads = spreads
        weights = [[Double]](
            repeating: [Double](repeating: 0, count: 2 * width + 1), count: classCount)
        descend(
            features.map(inputs), classes: classes, penalty: penalty, stepCount: stepCount)
    }

    /// Probabilities of all classes.
    func probabilities(_ features: [Double]) -> [Double] {
        Self.softmax(weights, inputs(features))
    }

    private func inputs(_ features: [Double]) -> [Double] {
        let standard = zip(features, zip(means, spreads)).map { value, scale in
            min(10, max(-10, (value - scale.0) / scale.1))
        }
        return [1] + standard + standard.map { $0 * $0 - 1 }
    }

    private mutating func descend(
        _ rows: [[Double]], classes: [Int], penalty: Double, stepCount: Int
    ) {
        let counts = classes.reduce(into: [Int](repeating: 0, count: classCount)) { $0[$1] += 1 }
        let present = Double(counts.count { $0 > 0 })
        let shares = classes.map { 1 / (present * Double(counts[$0])) }
        let curvature = zip(rows, shares).reduce(0) { sum, row in
            sum + row.1 * row.0.reduce(0) { $0 + $1 * $1 } / 2
        }
        let step = 1 / (curvature + penalty)
        var ahead = weights
        var momentum = 1.0
        for _ in 0..<stepCount {
            var gradient = ahead.map { row in row.enumerated().map { $0 == 0 ? 0 : penalty * $1 } }
            for (index, row) in rows.enumerated() {
                let guess = Self.softmax(ahead, row)
                for name in 0..<classCount {
                    let error = shares[index] * (guess[name] - (classes[index] == name ? 1 : 0))
                    for place in row.indices { gradient[name][place] += error * row[place] }
                }
            }
            let next = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
            let push = (momentum - 1) / next
            for name in 0..<classCount {
                for place in gradient[name].indices {
                    let new = ahead[name][place] - step * gradient[name][place]
                    ahead[name][place] = new + push * (new - weights[name][place])
                    weights[name][place] = new
                }
            }
            momentum = next
        }
    }

    private static func softmax(_ weights: [[Double]], _ row: [Double]) -> [Double] {
        let logits = weights.map { zip($0, row).reduce(0) { $0 + $1.0 * $1.1 } }
        let top = logits.max() ?? 0
        let powers = logits.map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
