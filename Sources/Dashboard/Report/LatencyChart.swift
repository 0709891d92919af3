/// How long decisions took, as bars over a logarithmic axis: three bars a decade.
struct LatencyChart {
    private static let edges: [Double] = [
        0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10,
    ]
    private let counts: [Int]
    private let sorted: [Double]

    init(_ latencies: [Double]) {
        sorted = latencies.filter { $0.isFinite && $0 >= 0 }.sorted()
        var counts = [Int](repeating: 0, count: Self.edges.count + 1)
        for latency in sorted {
            counts[Self.edges.firstIndex { latency < $0 } ?? Self.edges.count] += 1
        }
        self.counts = counts
    }

    /// Median and tail in words.
    var summary: String {
        guard let longest = sorted.last else { return "No decisions were timed." }
        let median = sorted[sorted.count / 2]
        let tail = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        return "\(sorted.count) decisions: half within \(spoken(median)), 99 % within "
            + "\(spoken(tail)), the slowest \(spoken(longest))."
    }

    /// The drawing; empty without decisions.
    var markup: String {
        guard let most = counts.max(), most > 0 else { return "" }
        let used = counts.indices.filter { counts[$0] > 0 }
        let first = max((used.first ?? 0) - 1, 0)
        let last = min((used.last ?? 0) + 1, counts.count - 1)
        let width = 26.0
        var parts: [String] = []
        for (column, bin) in (first...last).enumerated() {
            let x = 10 + Double(column) * width
            let height = Double(counts[bin]) / Double(most) * 70
            let c = PageText.coordinate
            parts.append(
                """
                <rect class="bar" x="\(c(x + 2))" y="\(c(90 - height))" width="\(c(width - 3))" \
                height="\(c(height))"><title>\(counts[bin]) decisions</title></rect>
                """)
            guard bin < Self.edges.count else { continue }
            parts.append(
                """
                <text class="axis small" x="\(c(x + width))" y="103" text-anchor="middle">\
                \(edgeLabel(Self.edges[bin]))</text>
                """)
        }
        let total = 20 + Double(last - first + 1) * width
        return """
            <svg class="narrow" viewBox="0 0 \(PageText.coordinate(total)) 110" \
            style="max-width:\(PageText.coordinate(total * 1.2))px" role="img" \
            aria-label="Histogram of decision times">
            \(parts.joined(separator: "\n"))
            </svg>
            """
    }

    private func edgeLabel(_ seconds: Double) -> String {
        seconds < 1 ? PageText.number(seconds * 1000) : "\(PageText.number(seconds)) s"
    }

    private func spoken(_ seconds: Double) -> String {
        seconds < 1
            ? "\(PageText.number(seconds * 1000)) ms" : "\(PageText.number(seconds)) s"
    }
}
