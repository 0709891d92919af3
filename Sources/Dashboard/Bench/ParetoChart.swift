import Agent

/// How good the answer is against the light that it took: up and to the left is better.
struct ParetoChart {
    private let policies: [PolicySummary]
    private let answer: String
    private let frame: ChartFrame

    init(_ policies: [PolicySummary], answer: String) {
        self.answer = answer
        self.policies = policies.filter { $0.caughtShare != nil && $0.fluorescence.value > 0 }
        let doses = self.policies.flatMap { [$0.fluorescence.low, $0.fluorescence.high] }
        frame = ChartFrame(
            x: ChartScale(
                around: doses.filter { $0 > 0 }, mayBeLogarithmic: true, start: 62, end: 660),
            y: ChartScale(from: 0, to: 105, start: 262, end: 28),
            xTitle: "fluorescence, J/cm² a specimen", yTitle: "\(answer), %")
    }

    /// The drawing; empty where no policy has both.
    var markup: String {
        guard !policies.isEmpty else { return "" }
        let marks = policies.enumerated().map { mark($1, color: ChartPalette.line($0)) }
        return """
            <svg class="chart" viewBox="0 0 760 300" role="img" \
            aria-label="\(PageText.escaped(answer)) against fluorescence light, by policy">
            \(frame.markup)
            \(marks.joined(separator: "\n"))
            \(names.joined(separator: "\n"))
            </svg>
            """
    }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private func place(_ policy: PolicySummary) -> (x: Double, y: Double) {
        (
            frame.x.place(policy.fluorescence.value),
            frame.y.place((policy.caughtShare?.value ?? 0) * 100)
        )
    }

    private func mark(_ policy: PolicySummary, color: String) -> String {
        let (x, y) = place(policy)
        let caught = policy.caughtShare
        return """
            <line class="range" stroke="\(color)" x1="\(c(x))" x2="\(c(x))" \
            y1="\(c(frame.y.place((caught?.low ?? 0) * 100)))" \
            y2="\(c(frame.y.place((caught?.high ?? 0) * 100)))"/>
            <line class="range" stroke="\(color)" y1="\(c(y))" y2="\(c(y))" \
            x1="\(c(frame.x.place(policy.fluorescence.low)))" \
            x2="\(c(frame.x.place(policy.fluorescence.high)))"/>
            <circle fill="\(color)" cx="\(c(x))" cy="\(c(y))" r="5"/>
            """
    }

    /// Beside the marks, moved apart where they would overlap.
    private var names: [String] {
        var taken: [(x: Double, y: Double)] = []
        return policies.enumerated().map { index, policy in
            let mark = place(policy)
            // Below the mark, but not among the numbers of the axis.
            let isLow = mark.y > frame.y.start - 24
            var y = isLow ? mark.y - 10 : mark.y + 18
            while taken.contains(where: { abs($0.x - mark.x) < 110 && abs($0.y - y) < 14 }) {
                y += isLow ? -14 : 14
            }
            taken.append((mark.x, y))
            let isRight = mark.x > 560
            return """
                <text class="name" x="\(c(isRight ? mark.x - 8 : mark.x + 8))" y="\(c(y))" \
                text-anchor="\(isRight ? "end" : "start")" \
                style="fill:\(ChartPalette.line(index))">\(PageText.escaped(policy.policy))</text>
                """
        }
    }
}
