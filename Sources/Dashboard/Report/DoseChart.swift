/// Light dose of each position over time, against the budget and the schedule without an agent.
struct DoseChart {
    private static let left = 62.0
    private static let right = 870.0
    private static let top = 14.0
    private static let bottom = 250.0

    private let plot: ReportData.DosePlot
    private let duration: Double
    private let highest: Double

    init(_ plot: ReportData.DosePlot, duration: Double) {
        self.plot = plot
        self.duration = max(duration, 1)
        let reached = plot.curves.flatMap { $0.points.map(\.value) }.filter(\.isFinite).max() ?? 0
        // A budget far above the curves would press them flat; it is then told in words.
        let budget = plot.budget.map { $0 <= 4 * max(reached, 1e-9) ? $0 : 0 } ?? 0
        highest = max(reached, budget, 1e-6) * 1.12
    }

    var markup: String {
        var parts = ChartAxis.valueMarks(upTo: highest).map(valueGrid)
        parts += ChartAxis.timeMarks(upTo: duration).map(timeMark)
        if let fixed = plot.fixedSchedule { parts.append(fixedLine(fixed)) }
        if let budget = plot.budget, budget <= highest { parts.append(budgetLine(budget)) }
        parts += plot.curves.enumerated().map { curve($1, index: $0) }
        parts += labels()
        parts.append(
            """
            <text class="axis" x="\(c(Self.left))" y="9" text-anchor="end">\
            \(PageText.escaped(plot.unit))</text>
            """)
        return """
            <svg viewBox="0 0 1000 276" role="img" aria-label="Light dose over time">
            \(parts.joined(separator: "\n"))
            </svg>
            """
    }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private func x(_ seconds: Double) -> Double {
        Self.left + (Self.right - Self.left) * min(max(seconds / duration, 0), 1)
    }

    private func y(_ value: Double) -> Double {
        Self.bottom - (Self.bottom - Self.top) * min(max(value / highest, 0), 1)
    }

    private func valueGrid(_ value: Double) -> String {
        """
        <line class="grid" x1="\(c(Self.left))" y1="\(c(y(value)))" x2="\(c(Self.right))" \
        y2="\(c(y(value)))"/>
        <text class="axis" x="\(c(Self.left - 8))" y="\(c(y(value) + 4))" \
        text-anchor="end">\(PageText.number(value))</text>
        """
    }

    private func timeMark(_ seconds: Double) -> String {
        """
        <text class="axis" x="\(c(x(seconds)))" y="\(c(Self.bottom + 17))" \
        text-anchor="middle">\(ChartAxis.timeLabel(seconds, within: duration))</text>
        """
    }

    /// A straight line to what the plan alone would have given, cut off at the top of the chart.
    private func fixedLine(_ total: Double) -> String {
        guard total > 0, total.isFinite else { return "" }
        let end = min(duration, duration * highest / total)
        let isCut = total > highest
        let value = "\(PageText.number(total)) \(PageText.escaped(plot.unit))"
        let label = isCut ? "fixed schedule, to \(value)" : "fixed schedule \(value)"
        let labelX = x(end) + 8
        let labelY = isCut ? Self.top + 12 : y(total) - 6
        return """
            <line class="fixed" x1="\(c(x(0)))" y1="\(c(y(0)))" x2="\(c(x(end)))" \
            y2="\(c(y(min(total, highest))))"/>
            <text class="axis" x="\(c(labelX))" y="\(c(labelY))">\(label)</text>
            """
    }

    private func budgetLine(_ budget: Double) -> String {
        let value = "\(PageText.number(budget)) \(PageText.escaped(plot.unit))"
        return """
            <line class="budget" x1="\(c(Self.left))" y1="\(c(y(budget)))" x2="\(c(Self.right))" \
            y2="\(c(y(budget)))"/>
            <text class="axis strong" x="\(c(Self.right))" y="\(c(y(budget) - 6))" \
            text-anchor="end">budget \(value)</text>
            """
    }

    /// Dose comes in steps and stays between them.
    private func curve(_ curve: ReportData.DosePlot.Curve, index: Int) -> String {
        var path = "M\(c(x(0))) \(c(y(0)))"
        for point in curve.points where point.value.isFinite {
            path += "H\(c(x(point.seconds)))V\(c(y(point.value)))"
        }
        let color = ChartPalette.lines[index % ChartPalette.lines.count]
        return """
            <path d="\(path)H\(c(x(duration)))" fill="none" stroke="\(color)" stroke-width="1.8"/>
            """
    }

    /// Names at the ends of the curves, moved apart where they would overlap.
    private func labels() -> [String] {
        let ends = plot.curves.enumerated().map { index, curve in
            (index: index, name: curve.name, value: curve.points.last?.value ?? 0)
        }
        var lowest = Double.infinity
        return ends.sorted { ($0.value, $0.index) < ($1.value, $1.index) }.prefix(16).map { end in
            let place = min(y(end.value) + 4, lowest - 14)
            lowest = place
            let color = ChartPalette.lines[end.index % ChartPalette.lines.count]
            let name = PageText.escaped(String(end.name.prefix(12)))
            return """
                <text class="axis" x="\(c(Self.right + 8))" y="\(c(place))" style="fill:\(color)">\
                \(name) \(PageText.number(end.value))</text>
                """
        }
    }
}
