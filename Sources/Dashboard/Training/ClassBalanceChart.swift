import Models

/// How many cells of each class the parts of the split hold, as shares of each part.
struct ClassBalanceChart {
    private static let left = 150.0
    private static let right = 420.0
    private static let barHeight = 11.0

    private let shares: [TrainingRecord.Share]
    private let names: [String]
    private let x: ChartScale

    init(_ shares: [TrainingRecord.Share]) {
        self.shares = shares.filter { !$0.classes.isEmpty }
        var totals: [String: Int] = [:]
        for share in shares { totals.merge(share.classes, uniquingKeysWith: +) }
        names = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let most = self.shares.flatMap { share in share.classes.values.map { share.percent($0) } }
            .max()
        x = ChartScale(from: 0, to: (most ?? 1) * 1.02, start: Self.left, end: Self.right)
    }

    /// The drawing; empty without classes.
    var markup: String {
        guard !names.isEmpty else { return "" }
        let bottom = band * Double(names.count)
        let rows = names.enumerated().map { row($1, top: band * Double($0)) }
        return """
            \(legend)
            <svg class="chart narrow" viewBox="0 0 500 \(c(bottom + 42))" role="img" \
            aria-label="Cells of each class in each part of the split">
            \(x.marks.map { grid($0, bottom) }.joined(separator: "\n"))
            \(rows.joined(separator: "\n"))
            <text class="axis" x="\(c(Self.right))" y="\(c(bottom + 36))" text-anchor="end">\
            share of the part’s cells (%), with counts</text>
            </svg>
            """
    }

    private var band: Double { Self.barHeight * Double(shares.count) + 10 }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private var legend: String {
        let keys = shares.enumerated().map { index, share in
            """
            <svg class="key" viewBox="0 0 12 12"><rect width="12" height="12" \
            fill="\(ChartPalette.line(index))"/></svg> \(PageText.escaped(share.part))
            """
        }
        return "<p class=\"legend\">\(keys.joined(separator: "\n"))</p>"
    }

    private func grid(_ value: Double, _ bottom: Double) -> String {
        let place = c(x.place(value))
        return """
            <line class="grid" x1="\(place)" y1="0" x2="\(place)" y2="\(c(bottom))"/>
            <text class="axis" x="\(place)" y="\(c(bottom + 18))" text-anchor="middle">\
            \(PageText.number(value))</text>
            """
    }

    private func row(_ name: String, top: Double) -> String {
        let bars = shares.enumerated().map { index, share in
            let count = share.classes[name] ?? 0
            let y = top + 4 + Self.barHeight * Double(index)
            let end = x.place(share.percent(count))
            return """
                <rect x="\(c(Self.left))" y="\(c(y))" width="\(c(end - Self.left))" \
                height="\(c(Self.barHeight - 1.5))" fill="\(ChartPalette.line(index))"/>
                <text class="small" x="\(c(end + 5))" y="\(c(y + 8.5))">\(count)</text>
                """
        }
        let middle = top + 8 + Self.barHeight * Double(shares.count) / 2
        return """
            <text class="name" x="\(c(Self.left - 12))" y="\(c(middle))" text-anchor="end">\
            \(PageText.escaped(String(name.prefix(20))))</text>
            \(bars.joined(separator: "\n"))
            """
    }
}

extension TrainingRecord.Share {
    fileprivate func percent(_ count: Int) -> Double {
        Double(count) / Double(max(classes.values.reduce(0, +), 1)) * 100
    }
}
