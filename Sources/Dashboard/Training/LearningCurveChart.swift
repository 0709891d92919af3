import Models

/// Training and validation loss over the steps, with the place of the best weights.
struct LearningCurveChart {
    /// More points than this cannot be told apart.
    private static let mostPoints = 600

    private let training: [(x: Double, y: Double)]
    private let validation: [(x: Double, y: Double)]
    private let frame: ChartFrame
    /// Where the validation loss was smallest; `nil` without validation.
    let best: (step: Int, loss: Double)?

    init(_ curve: [TrainingRecord.Point]) {
        training = Self.thinned(curve.map { (Double($0.step), $0.trainingLoss) })
        validation = Self.thinned(
            curve.compactMap { point in point.validationLoss.map { (Double(point.step), $0) } })
        best = curve.compactMap { point in point.validationLoss.map { (point.step, $0) } }
            .filter { $0.1.isFinite }.min { $0.1 < $1.1 }
        let losses = curve.map(\.trainingLoss) + curve.compactMap(\.validationLoss)
        let y = ChartScale(around: losses, mayBeLogarithmic: true, start: 262, end: 28)
        frame = ChartFrame(
            x: ChartScale(
                from: 0, to: Double(curve.map(\.step).max() ?? 1), start: 62, end: 660),
            y: y, xTitle: "training steps",
            yTitle: y.isLogarithmic ? "loss (no unit), by decades" : "loss (no unit)")
    }

    /// The drawing; empty without two points.
    var markup: String {
        guard training.count > 1 else { return "" }
        return """
            <svg class="chart" viewBox="0 0 760 300" role="img" \
            aria-label="Training and validation loss over the steps">
            \(frame.markup)
            <path class="training" d="\(frame.path(training))"/>
            <path class="validation" d="\(frame.path(validation))"/>
            \(bestMark)
            \(names)
            </svg>
            """
    }

    private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        let stride = max(1, points.count / mostPoints)
        return points.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private var bestMark: String {
        guard let best else { return "" }
        let x = frame.x.place(Double(best.step))
        let isRight = x > 480
        return """
            <line class="best" x1="\(c(x))" y1="\(c(frame.y.end))" x2="\(c(x))" \
            y2="\(c(frame.y.start))"/>
            <circle class="own second" cx="\(c(x))" cy="\(c(frame.y.place(best.loss)))" r="5"/>
            <text class="name" x="\(c(isRight ? x - 8 : x + 8))" y="\(c(frame.y.end + 8))" \
            text-anchor="\(isRight ? "end" : "start")">best weights, step \(best.step)</text>
            """
    }

    /// At the ends of the lines, apart where the ends meet.
    private var names: String {
        let ends = [("training", training.last), ("validation", validation.last)]
        var places = ends.compactMap { name, end in
            end.map { (name: name, y: frame.y.place($0.y) + 4) }
        }
        places.sort { $0.y < $1.y }
        if places.count == 2, places[1].y - places[0].y < 15 {
            let middle = (places[0].y + places[1].y) / 2
            places[0].y = middle - 7.5
            places[1].y = middle + 7.5
        }
        return places.map { place in
            """
            <text class="name \(place.name)" x="\(c(frame.x.end + 10))" y="\(c(place.y))">\
            \(place.name)</text>
            """
        }.joined(separator: "\n")
    }
}
