import Testing

@testable import Models

@Suite("Instance metrics")
struct InstanceScoreTests {
    private func labels(_ values: [Int32]) -> LabelImage {
        LabelImage(width: values.count, height: 1, labels: values)
    }

    @Test("matches are those of the best assignment at every threshold")
    func oracles() throws {
        let oracle = try MetricOracles.read().instances
        let truth = OracleInputs.discs(5, shift: 0)

        for (expected, (seed, shift)) in zip(oracle, [(UInt64(6), 3.0), (7, 6.0)]) {
            let found = try InstanceComparison(
                truth: truth, prediction: OracleInputs.discs(seed, shift: shift))
            for (threshold, numbers) in zip(InstanceComparison.thresholds, expected) {
                let counts = found.counts(threshold: threshold)
                #expect(Double(counts.truePositives) == numbers[0])
                #expect(Double(counts.falsePositives) == numbers[1])
                #expect(Double(counts.falseNegatives) == numbers[2])
                #expect(agree(counts.overlapSum, numbers[3]))
            }
        }
    }

    @Test("scores worked out by hand, pooled and per image")
    func byHand() throws {
        // One match of overlap 3/4, one missed, one invented; then one perfect match.
        let first = try InstanceComparison(
            truth: labels([1, 1, 1, 1, 0, 2, 2, 0, 0]),
            prediction: labels([9, 9, 9, 0, 0, 0, 0, 4, 4]))
        let second = try InstanceComparison(truth: labels([5, 5]), prediction: labels([5, 5]))
        let score = try InstanceScore([first, second])

        let pooled = score.pooled(threshold: 0.5)

        #expect(pooled.averagePrecision == 0.5)
        #expect(agree(pooled.f1, 2.0 / 3))
        #expect(agree(pooled.panopticQuality, 1.75 / 3))
        let each = score.perImage(threshold: 0.5).map(\.averagePrecision)
        #expect(each.count == 2 && agree(each[0], 1.0 / 3) && each[1] == 1)
        #expect(score.pooled(threshold: 0.75).truePositives == 2)
        #expect(score.pooled(threshold: 0.8).truePositives == 1)
        // Six thresholds with two matches, four with one of five claims.
        #expect(agree(score.pooledAveragePrecision, 0.38))
    }

    @Test("two halves of one object count once")
    func halves() throws {
        let found = try InstanceComparison(
            truth: labels([1, 1, 1, 1]), prediction: labels([2, 2, 3, 3]))

        let counts = found.counts(threshold: 0.5)

        #expect(counts.truePositives == 1)
        #expect(counts.falsePositives == 1)
        #expect(counts.falseNegatives == 0)
    }

    @Test("empty images: nothing to find and nothing found is right")
    func empty() throws {
        let none = labels([0, 0, 0])
        let some = labels([0, 3, 3])

        #expect(
            try InstanceComparison(truth: none, prediction: none).counts(threshold: 0.5)
                .averagePrecision == 1)
        #expect(
            try InstanceComparison(truth: none, prediction: some).counts(threshold: 0.5)
                .averagePrecision == 0)
        let missed = try InstanceComparison(truth: some, prediction: none).counts(threshold: 0.5)
        #expect(missed.falseNegatives == 1)
        #expect(missed.f1 == 0)
        #expect(missed.panopticQuality == 0)
    }

    @Test("wrong shapes, negative labels and no images are refused")
    func refused() {
        #expect(throws: MetricError.self) {
            try InstanceComparison(truth: labels([1]), prediction: labels([1, 1]))
        }
        #expect(throws: MetricError.self) {
            try InstanceComparison(truth: labels([1]), prediction: labels([-1]))
        }
        #expect(throws: MetricError.self) { try InstanceScore([]) }
    }
}
