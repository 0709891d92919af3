internal import Foundation

/// Makes a classifier as sure as it is right, without changing what it says.
///
/// - Source: C. Guo, G. Pleiss, Y. Sun & K. Weinberger, On calibration of modern neural networks,
///   ICML 2017: one temperature that divides all logits, by likelihood on the validation part.
package struct TemperatureScaling: Sendable, Codable, Equatable {
    /// Above 1 where the network was too sure.
    package let temperature: Double
    /// Expected calibration error on the examples that it was fitted on.
    package let errorBefore: Double
    package let errorAfter: Double
    package let exampleCount: Int

    /// Temperatures beyond these are signs of something else.
    private static let range = 0.05...20.0

    /// Finds the temperature under which the classes are most likely.
    ///
    /// - Parameters:
    ///   - logits: Of the validation part, one row for each example.
    ///   - classes: The true ones.
    /// - Throws: ``CurationError`` with `empty`, `shapeMismatch` or `notFinite`.
    package init(logits: [[Float]], classes: [Int]) throws(CurationError) {
        try Self.check(logits, classes)
        let rows = logits.map { $0.map(Double.init) }
        temperature = Self.search(rows, classes)
        exampleCount = rows.count
        errorBefore = try Self.calibrationError(rows, classes, temperature: 1)
        errorAfter = try Self.calibrationError(rows, classes, temperature: temperature)
    }

    /// Calibrated probabilities of all classes.
    package func probabilities(_ logits: [Float]) -> [Double] {
        Self.softmax(logits.map(Double.init), temperature: temperature)
    }

    /// Golden sections of the logarithm: the likelihood is concave in the inverse temperature and
    /// so has a single peak.
    private static func search(_ rows: [[Double]], _ classes: [Int]) -> Double {
        let loss = { (logarithm: Double) in
            negativeLogLikelihood(rows, classes, temperature: exp(logarithm))
        }
        let section = (5.0.squareRoot() - 1) / 2
        var low = log(range.lowerBound)
        var high = log(range.upperBound)
        var (left, right) = (high - section * (high - low), low + section * (high - low))
        var (leftLoss, rightLoss) = (loss(left), loss(right))
        while high - low > 1e-6 {
            if leftLoss <= rightLoss {
                (high, right, rightLoss) = (right, left, leftLoss)
                left = high - section * (high - low)
                leftLoss = loss(left)
            } else {
                (low, left, leftLoss) = (left, right, rightLoss)
                right = low + section * (high - low)
                rightLoss = loss(right)
            }
        }
        return exp((low + high) / 2)
    }

    private static func negativeLogLikelihood(
        _ rows: [[Double]], _ classes: [Int], temperature: Double
    ) -> Double {
        zip(rows, classes).reduce(0) { sum, row in
            let top = row.0.max() ?? 0
            let total = row.0.reduce(0) { $0 + exp(($1 - top) / temperature) }
            return sum + log(total) - (row.0[row.1] - top) / temperature
        }
    }

    private static func softmax(_ logits: [Double], temperature: Double) -> [Double] {
        let top = logits.max() ?? 0
        let powers = logits.map { exp(($0 - top) / temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    private static func calibrationError(
        _ rows: [[Double]], _ classes: [Int], temperature: Double
    ) throws(CurationError) -> Double {
        var confidence: [Double] = []
        var isRight: [Bool] = []
        for (row, truth) in zip(rows, classes) {
            let guess = softmax(row, temperature: temperature)
            let best = guess.indices.max { guess[$0] < guess[$1] } ?? 0
            confidence.append(min(1, guess[best]))
            isRight.append(best == truth)
        }
        do throws(MetricError) {
            return try ProbabilityCalibration.expectedError(
                confidence: confidence, isRight: isRight)
        } catch {
            throw CurationError(.notFinite, "temperature: \(error.description)")
        }
    }

    private static func check(_ logits: [[Float]], _ classes: [Int]) throws(CurationError) {
        guard let width = logits.first?.count, width > 1 else {
            throw CurationError(
                .empty, "temperature: no validation examples of 2 or more classes; hold some out")
        }
        guard logits.count == classes.count, logits.allSatisfy({ $0.count == width }),
            classes.allSatisfy({ (0..<width).contains($0) })
        else {
            throw CurationError(
                .shapeMismatch,
                "temperature: \(logits.count) rows of logits and \(classes.count) classes do not "
                    + "match; give \(width) logits and one class for each example")
        }
        guard logits.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw CurationError(
                .notFinite, "temperature: a logit is NaN or infinite; train with a smaller rate")
        }
    }
}
