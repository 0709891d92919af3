import Models
import Testing

@testable import Dashboard

@Suite("Scales of charts")
struct ChartScaleTests {
    @Test("values that span more than a decade are drawn by decades")
    func decades() {
        let wide = ChartScale(around: [0.01, 1], mayBeLogarithmic: true, start: 0, end: 100)
        let narrow = ChartScale(around: [0.2, 1], mayBeLogarithmic: true, start: 0, end: 100)
        let negative = ChartScale(around: [-3, 900], mayBeLogarithmic: true, start: 0, end: 100)

        #expect(wide.isLogarithmic && !narrow.isLogarithmic && !negative.isLogarithmic)
        #expect(abs(wide.place(0.1) - 50) < 1e-9)
        #expect(
            wide.marks.map(PageText.number) == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"])
    }

    @Test(
        "marks are round, few, and within the axis",
        arguments: [
            (0.901, 0.9244), (-3.0, 900), (21.2, 32.4), (0, 1), (0, 12_000), (-0.02, -0.01),
            (1e-7, 3e-7),
        ])
    func marks(low: Double, high: Double) {
        let marks = ChartScale(from: low, to: high, start: 10, end: 20).marks

        #expect((2...7).contains(marks.count))
        #expect(marks.allSatisfy { $0 >= low - 1e-12 && $0 <= high + abs(high) * 1e-9 })
    }

    @Test("a constant has an axis too")
    func constant() {
        let texts = ChartScale(around: [1], start: 0, end: 100).marks.map { PageText.number($0) }
        #expect(texts.count > 1 && Set(texts).count == texts.count, "\(texts)")
        let scale = ChartScale(around: [5, 5, .nan], start: 0, end: 100)

        #expect(abs(scale.place(5) - 50) < 1e-9)
        #expect(scale.marks.contains { abs($0 - 5) < 1e-9 })
    }

    @Test("the best weights are where the validation loss was smallest")
    func best() {
        var curve = (1...10).map {
            TrainingRecord.Point(
                step: $0, seconds: 0, trainingLoss: 1, validationLoss: abs(Double($0) - 6.2))
        }
        curve[2].validationLoss = .nan

        #expect(LearningCurveChart(curve).best?.step == 6)
    }

    @Test("the distance from the diagonal counts each prediction once")
    func gap() throws {
        let chart = ReliabilityChart([
            .init(confidence: 0.9, accuracy: 0.8, count: 30),
            .init(confidence: 0.5, accuracy: 0.7, count: 10),
            .init(confidence: 0.1, accuracy: 1, count: 0),
        ])

        #expect(abs(try #require(chart.meanGap) - 0.125) < 1e-12)
    }
}
