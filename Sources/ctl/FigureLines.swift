import Models

/// Figures with their intervals and peers, in columns.
enum FigureLines {
    static func text(_ figures: [TrainingRecord.Figure]) -> String {
        let rows = figures.map { figure in
            [
                figure.name + (figure.isLowerBetter ? " (lower is better)" : ""),
                number(figure.value), interval(figure),
                figure.peers.map { "\($0.name) \(number($0.value))" }.joined(separator: ", "),
            ]
        }
        return columns([["figure", "value", "95 % interval", "beside it"]] + rows)
    }

    /// Rows whose cells begin in the same columns.
    static func columns(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let lines = rows.map { row in
            let cells = row.enumerated().map { $1.padded(widths[$0]) }
            let line = cells.joined(separator: "  ")
            return line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
        }
        return lines.joined(separator: "\n")
    }

    /// With three significant digits.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        var scale = 1.0
        while abs(value) * scale < 100, scale < 1e6, value != 0 { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        guard rounded == rounded.rounded(), abs(rounded) < 1e15 else { return "\(rounded)" }
        return "\(Int(rounded))"
    }

    private static func interval(_ figure: TrainingRecord.Figure) -> String {
        guard let low = figure.low, let high = figure.high else { return "–" }
        return "\(number(low)) to \(number(high))"
    }
}
