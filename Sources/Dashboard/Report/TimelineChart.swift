/// When each position was exposed, what the agent took for an event, and what truly divided.
struct TimelineChart {
    private static let width = 1000.0
    private static let left = 130.0
    private static let right = 985.0
    private static let rowHeight = 13.0
    private static let markerHeight = 15.0
    private static let gap = 16.0

    private let data: ReportData
    private let duration: Double

    init(_ data: ReportData) {
        self.data = data
        duration = max(data.durationSeconds, 1)
    }

    /// The drawing; empty without positions.
    var markup: String {
        guard !data.positions.isEmpty else { return "" }
        let band = Self.markerHeight + Self.rowHeight * Double(data.channels.count) + Self.gap
        let bottom = band * Double(data.positions.count)
        let height = bottom + 24
        var parts: [String] = []
        for mark in ChartAxis.timeMarks(upTo: duration) { parts.append(grid(mark, bottom)) }
        for (index, position) in data.positions.enumerated() {
            parts.append(drawing(of: position, top: band * Double(index)))
        }
        let box = "0 0 \(PageText.coordinate(Self.width)) \(PageText.coordinate(height))"
        return """
            <svg viewBox="\(box)" role="img" aria-label="Exposures of each position over time">
            \(parts.joined(separator: "\n"))
            </svg>
            """
    }

    private func x(_ seconds: Double) -> Double {
        Self.left + (Self.right - Self.left) * min(max(seconds / duration, 0), 1)
    }

    private func grid(_ seconds: Double, _ bottom: Double) -> String {
        let at = PageText.coordinate(x(seconds))
        let label = ChartAxis.timeLabel(seconds, within: duration)
        return """
            <line class="grid" x1="\(at)" y1="0" x2="\(at)" y2="\(PageText.coordinate(bottom))"/>
            <text class="axis" x="\(at)" y="\(PageText.coordinate(bottom + 15))" \
            text-anchor="middle">\(label)</text>
            """
    }

    private func drawing(of position: ReportData.Position, top: Double) -> String {
        let rows = top + Self.markerHeight
        let height = Self.rowHeight * Double(data.channels.count)
        let name = PageText.escaped(String(position.name.prefix(16)))
        var parts = [
            """
            <text class="name" x="0" y="\(PageText.coordinate(rows + 10))">\(name)</text>
            """
        ]
        for event in position.events { parts.append(drawing(of: event, top: rows, height)) }
        for (index, channel) in data.channels.enumerated() {
            let y = rows + Self.rowHeight * Double(index)
            parts.append(ticks(position.frames[channel.name] ?? [], channel, y: y))
        }
        for division in position.divisions { parts.append(marker(division, y: rows)) }
        return parts.joined(separator: "\n")
    }

    private func drawing(of event: ReportData.Span, top: Double, _ height: Double) -> String {
        let from = x(event.from)
        let width = max(x(event.to) - from, 1.5)
        return """
            <rect class="event" x="\(PageText.coordinate(from))" y="\(PageText.coordinate(top))" \
            width="\(PageText.coordinate(width))" height="\(PageText.coordinate(height))">\
            <title>\(PageText.escaped(event.label))</title></rect>
            """
    }

    private func ticks(_ seconds: [Double], _ channel: ReportData.Channel, y: Double) -> String {
        let label = PageText.escaped(String(channel.name.prefix(12)))
        let color = (RGBColor(channel.color) ?? .white).onPaper.text
        var path = ""
        var last = -1.0
        for second in seconds.sorted() {
            let at = x(second)
            // Closer than this, strokes cannot be told apart and only make the file large.
            guard at - last >= 0.7 else { continue }
            path += "M\(PageText.coordinate(at)) \(PageText.coordinate(y + 2))v9"
            last = at
        }
        return """
            <text class="axis" x="122" y="\(PageText.coordinate(y + 10))" \
            text-anchor="end" style="fill:\(color)">\(label)</text>
            <path d="\(path)" stroke="\(color)" stroke-width="0.9" fill="none"/>
            """
    }

    private func marker(_ division: ReportData.Division, y: Double) -> String {
        let at = x(division.seconds)
        let left = PageText.coordinate(at - 5)
        let right = PageText.coordinate(at + 5)
        let kind = division.isCaught ? "caught" : "missed"
        let points =
            "\(left),\(PageText.coordinate(y - 11)) \(right),\(PageText.coordinate(y - 11)) "
            + "\(PageText.coordinate(at)),\(PageText.coordinate(y - 2))"
        return """
            <polygon class="\(kind)" points="\(points)">\
            <title>\(PageText.escaped(division.label))</title></polygon>
            """
    }
}
