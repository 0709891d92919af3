import Models

/// How often the network was right against how sure it was; the size of a dot tells of how many.
struct ReliabilityChart {
    private let bins: [TrainingRecord.Reliability]
    private let frame = ChartFrame(
        x: ChartScale(from: 0, to: 1, start: 48, end: 388),
        y: ChartScale(from: 0, to: 1, start: 368, end: 28),
        xTitle: "confidence (fraction)", yTitle: "right (fraction of predictions)")

    init(_ bins: [TrainingRecord.Reliability]) {
        self.bins = bins.filter {
            $0.count > 0 && $0.confidence.isFinite && $0.accuracy.isFinite
        }
    }

    /// Mean distance from the diagonal, each prediction counting once; `nil` without predictions.
    var meanGap: Double? {
        let count = bins.reduce(0.0) { $0 + Double($1.count) }
        guard count > 0 else { return nil }
        return bins.reduce(0) { $0 + abs($1.accuracy - $1.confidence) * Double($1.count) } / count
    }

    /// The drawing; empty without predictions.
    var markup: String {
        guard !bins.isEmpty else { return "" }
        let line = frame.path(bins.map { ($0.confidence, $0.accuracy) })
        return """
            <svg class="chart square" viewBox="0 0 440 406" role="img" \
            aria-label="Fraction right against confidence">
            \(frame.markup)
            <path class="fixed" d="\(frame.path([(0, 0), (1, 1)]))"/>
            <path class="training" d="\(line)"/>
            \(bins.map(dot).joined(separator: "\n"))
            </svg>
            """
    }

    /// The same in numbers.
    var table: String {
        let rows = bins.map { bin in
            """
            <tr><td class="number">\(PageText.number(bin.confidence))</td>\
            <td class="number">\(PageText.number(bin.accuracy))</td>\
            <td class="number">\(bin.count)</td></tr>
            """
        }
        return """
            <table class="compact"><thead><tr><th class="number">Confidence</th>\
            <th class="number">Right</th><th class="number">Predictions</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }

    private func dot(_ bin: TrainingRecord.Reliability) -> String {
        let most = Double(bins.map(\.count).max() ?? 1)
        let radius = 3 + 9 * (Double(bin.count) / most).squareRoot()
        let c = PageText.coordinate
        return """
            <circle class="own faint" cx="\(c(frame.x.place(bin.confidence)))" \
            cy="\(c(frame.y.place(bin.accuracy)))" r="\(c(radius))">\
            <title>\(bin.count) predictions</title></circle>
            """
    }
}
