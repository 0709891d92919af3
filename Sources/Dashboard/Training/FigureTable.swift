import Models

/// All figures with their intervals and rivals, one line each.
enum FigureTable {
    static func markup(_ figures: [TrainingRecord.Figure]) -> String {
        guard !figures.isEmpty else { return "" }
        var peers: [String] = []
        for peer in figures.flatMap(\.peers) where !peers.contains(peer.name) {
            peers.append(peer.name)
        }
        let hasIntervals = figures.contains { FigureText($0).interval != nil }
        let heads = ["This network"] + (hasIntervals ? ["Interval"] : []) + peers
        let headCells = heads.map { "<th class=\"number\">\(PageText.escaped($0))</th>" }
        let rows = figures.map { row($0, peers: peers, hasIntervals: hasIntervals) }
        return """
            <div class="wide"><table><thead><tr><th>Figure</th>\(headCells.joined())</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private static func row(
        _ figure: TrainingRecord.Figure, peers: [String], hasIntervals: Bool
    ) -> String {
        let interval = hasIntervals ? [FigureText(figure).interval ?? "–"] : []
        let values = peers.map { name in
            figure.peers.first { $0.name == name }.map { PageText.number($0.value) } ?? "–"
        }
        let cells = (interval + values).map { "<td class=\"number\">\(PageText.escaped($0))</td>" }
        let direction =
            figure.isLowerBetter ? " <span class=\"quiet\">(lower is better)</span>" : ""
        return """
            <tr><td>\(PageText.escaped(figure.name))\(direction)</td>\
            <td class="number main">\(PageText.number(figure.value))</td>\(cells.joined())</tr>
            """
    }
}
