import Testing

@testable import Models

@Suite("Classification and calibration metrics")
struct ClassificationMetricTests {
    private let count = 400

    @Test("every metric agrees with scikit-learn, scipy and numpy, ties included")
    func oracles() throws {
        let oracle = try MetricOracles.read().classification
        let truth = (0..<count).map { Int(4 * OracleInputs.uniform(10, $0)) }
        let called = truth.enumerated().map { index, value in
            OracleInputs.uniform(11, index) < 0.6
                ? value : Int(4 * OracleInputs.uniform(12, index))
        }
        let scores = OracleInputs.uniforms(13, count).map { (50 * $0).rounded(.down) / 50 }
        let right = zip(scores, OracleInputs.uniforms(14, count)).map { $1 < 0.2 + 0.7 * $0 }
        let other = zip(scores, OracleInputs.uniforms(15, count))
            .map { (20 * ($0 + $1)).rounded(.down) / 20 }

        let matrix = try ConfusionMatrix(truth: truth, predicted: called, classCount: 4)

        #expect(matrix.counts == oracle.confusion)
        #expect(agree(matrix.balancedAccuracy, oracle.balancedAccuracy))
        #expect(agree(matrix.macroF1, oracle.macroF1))
        #expect(
            agree(try Ranking.areaUnderCurve(scores: scores, isPositive: right), oracle.auroc))
        #expect(agree(try Ranking.spearman(scores, other), oracle.spearman))
        #expect(
            agree(
                try ProbabilityCalibration.expectedError(confidence: scores, isRight: right),
                oracle.ece))
        #expect(
            agree(
                try ProbabilityCalibration.brierScore(probability: scores, happened: right),
                oracle.brier))
    }

    @Test("numbers worked out by hand")
    func byHand() throws {
        let matrix = try ConfusionMatrix(
            truth: [0, 0, 0, 1], predicted: [0, 0, 1, 1], classCount: 3)

        #expect(matrix.accuracy == 0.75)
        #expect(agree(matrix.balancedAccuracy, 5.0 / 6))
        #expect(agree(matrix.macroF1, 11.0 / 15))
        #expect(
            try Ranking.areaUnderCurve(scores: [1, 1, 1], isPositive: [true, false, true]) == 0.5)
        #expect(try Ranking.areaUnderCurve(scores: [1, 2], isPositive: [false, true]) == 1)
        #expect(agree(try Ranking.spearman([1, 2, 3], [9, 4, 1]), -1))
        let sure = try ProbabilityCalibration.expectedError(
            confidence: [1, 1, 1, 1], isRight: [true, false, true, false])
        #expect(sure == 0.5)
    }

    @Test("the order of samples of equal confidence does not matter")
    func order() throws {
        let confidence = [0.5, 0.5, 0.5, 0.5, 0.9]
        let one = try ProbabilityCalibration.expectedError(
            confidence: confidence, isRight: [true, true, false, false, true], bins: 2)
        let other = try ProbabilityCalibration.expectedError(
            confidence: confidence, isRight: [false, true, false, true, true], bins: 2)

        #expect(one == other)
    }

    @Test("what has no answer is refused")
    func refused() {
        #expect(throws: MetricError.self) {
            try Ranking.areaUnderCurve(scores: [1, 2], isPositive: [true, true])
        }
        #expect(throws: MetricError.self) {
            try Ranking.areaUnderCurve(scores: [1, .nan], isPositive: [true, false])
        }
        #expect(throws: MetricError.self) { try Ranking.spearman([1, 1], [1, 2]) }
        #expect(throws: MetricError.self) {
            try ConfusionMatrix(truth: [0, 3], predicted: [0, 0], classCount: 3)
        }
        #expect(throws: MetricError.self) {
            try ConfusionMatrix(truth: [], predicted: [], classCount: 3)
        }
        #expect(throws: MetricError.self) {
            try ProbabilityCalibration.brierScore(probability: [1.2], happened: [true])
        }
    }

    @Test("a bootstrap interval is the same for the same seed, and as numpy takes it")
    func bootstrap() throws {
        let oracle = try MetricOracles.read().bootstrap
        let values = OracleInputs.uniforms(18, 30)
        let mean: ([Int]) -> Double = { picked in picked.reduce(0) { $0 + values[$1] } / 30 }

        let interval = try Bootstrap(resamples: 500, seed: 42).interval(count: 30, mean)

        #expect(agree(interval.lowerBound, oracle[0]))
        #expect(agree(interval.upperBound, oracle[1]))
        #expect(try Bootstrap(resamples: 500, seed: 42).interval(count: 30, mean) == interval)
        #expect(try Bootstrap(resamples: 500, seed: 43).interval(count: 30, mean) != interval)
        #expect(throws: MetricError.self) { try Bootstrap(seed: 1).interval(count: 0, mean) }
    }
}
