import Models

/// Measured figures as a table: the value with its interval, and peers beside it.
struct FigureTable {
    private let figures: [TrainingRecord.Figure]

    init(_ figures: [TrainingRecord.Figure]) { self.figures = figures }

    var text: String {
        let rows = figures.map { figure in
            [
                figure.name, Figures.short(figure.value), interval(figure),
                figure.peers.map { "\($0.name) \(Figures.short($0.value))" }
                    .joined(separator: ", "),
            ]
        }
        let table = [["held out", "value", "95 %", "beside it"]] + rows
        let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }.joined(separator: "  ").trimmedAtEnd + "\n"
        }.joined()
    }

    private func interval(_ figure: TrainingRecord.Figure) -> String {
        guard let low = figure.low, let high = figure.high else { return "–" }
        return "\(Figures.short(low)) to \(Figures.short(high))"
    }
}

/// Numbers for a table.
enum Figures {
    /// With about three digits that count.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = abs(value)
        if size >= 100 { return "\(Int(value.rounded()))" }
        let scale = size >= 10 ? 10.0 : size >= 0.1 ? 1000 : 100_000
        return "\((value * scale).rounded() / scale)"
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
