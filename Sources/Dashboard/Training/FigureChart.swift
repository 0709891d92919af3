import Models

/// A figure with its interval, and its rivals below it: dots on one axis.
struct FigureChart {
    private static let left = 166.0
    private static let right = 362.0
    private static let rowHeight = 25.0
    private static let longestName = 27

    private let text: FigureText
    private let x: ChartScale

    init(_ figure: TrainingRecord.Figure) {
        text = FigureText(figure)
        let values = [figure.value, figure.low, figure.high].compactMap(\.self)
        x = ChartScale(
            around: values + figure.peers.map(\.value), start: Self.left, end: Self.right)
    }

    /// The drawing; empty where the figure is no number.
    var markup: String {
        guard text.figure.value.isFinite else { return "" }
        let bottom = Self.rowHeight * Double(text.figure.peers.count + 1) + 4
        let rows = text.figure.peers.enumerated().map { peer($1, y: middle(of: $0 + 1)) }
        let better = text.figure.isLowerBetter ? "← better" : "better →"
        return """
            <svg class="chart" viewBox="0 0 500 \(c(bottom + 42))" role="img" \
            aria-label="\(PageText.escaped(text.sentence))">
            \(x.marks.map { grid($0, bottom) }.joined(separator: "\n"))
            \(own(y: middle(of: 0)))
            \(rows.joined(separator: "\n"))
            <text class="axis" x="\(c(Self.right))" y="\(c(bottom + 36))" text-anchor="end">\
            \(PageText.escaped(text.figure.name))</text>
            <text class="axis" x="\(c(Self.right + 14))" y="\(c(bottom + 18))">\(better)</text>
            </svg>
            """
    }

    private func c(_ value: Double) -> String { PageText.coordinate(value) }

    private func middle(of row: Int) -> Double { Self.rowHeight * (Double(row) + 0.5) }

    private func grid(_ value: Double, _ bottom: Double) -> String {
        let place = c(x.place(value))
        return """
            <line class="grid" x1="\(place)" y1="0" x2="\(place)" y2="\(c(bottom))"/>
            <text class="axis" x="\(place)" y="\(c(bottom + 18))" text-anchor="middle">\
            \(PageText.number(value))</text>
            """
    }

    private func own(y: Double) -> String {
        let interval = text.interval.map { " (\($0))" } ?? ""
        return """
            <text class="name" x="\(c(Self.left - 12))" y="\(c(y + 4))" text-anchor="end">\
            this network</text>
            \(whisker(y: y))<circle class="own" cx="\(c(x.place(text.figure.value)))" \
            cy="\(c(y))" r="4"/>
            <text class="name" x="\(c(Self.right + 14))" y="\(c(y + 4))">\
            \(PageText.number(text.figure.value))<tspan class="aside">\(interval)</tspan></text>
            """
    }

    private func whisker(y: Double) -> String {
        guard let low = text.figure.low, let high = text.figure.high,
            low.isFinite, high.isFinite
        else { return "" }
        let ends = [low, high].map { "M\(c(x.place($0))) \(c(y - 6))v12" }.joined()
        let line = "M\(c(x.place(low))) \(c(y))H\(c(x.place(high)))"
        return "<path class=\"whisker\" d=\"\(ends)\(line)\"/>"
    }

    private func peer(_ peer: TrainingRecord.Peer, y: Double) -> String {
        let isLong = peer.name.count > Self.longestName
        let name = isLong ? "\(peer.name.prefix(Self.longestName - 1))…" : peer.name
        let dot = """
            <circle class="peer" cx="\(c(x.place(peer.value)))" cy="\(c(y))" r="4.5">\
            <title>\(PageText.escaped(peer.name))</title></circle>
            """
        return """
            <text class="axis" x="\(c(Self.left - 12))" y="\(c(y + 4))" text-anchor="end">\
            \(PageText.escaped(name))</text>
            \(peer.value.isFinite ? dot : "")
            <text class="axis" x="\(c(Self.right + 14))" y="\(c(y + 4))">\
            \(PageText.number(peer.value))</text>
            """
    }
}
