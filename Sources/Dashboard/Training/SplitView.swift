import Models

/// Which positions taught the network, which chose its weights, and which judged it.
enum SplitView {
    /// More names than this nobody reads.
    private static let mostNames = 40

    static func markup(_ shares: [TrainingRecord.Share]) -> String {
        guard !shares.isEmpty else { return "" }
        let hasCells = shares.contains { $0.cellCount > 0 }
        let cellHead = hasCells ? "<th class=\"number\">Cells</th>" : ""
        let most = max(shares.map(\.frameCount).max() ?? 1, 1)
        let rows = shares.enumerated().map { index, share in
            let color = ChartPalette.line(index)
            let width = PageText.coordinate(Double(share.frameCount) / Double(most) * 100)
            let cells = hasCells ? "<td class=\"number\">\(share.cellCount)</td>" : ""
            return """
                <tr><td class="nowrap"><b>\(PageText.escaped(share.part))</b></td>\
                <td class="number">\(share.positions.count)</td>\
                <td class="number">\(share.frameCount)</td>\(cells)\
                <td class="share"><div style="width:\(width)%;background:\(color)"></div></td>\
                <td>\(PageText.escaped(names(share.positions)))</td></tr>
                """
        }
        return """
            <p>\(PageText.escaped(heldOut(shares)))</p>\(overlap(shares))
            <table><thead><tr><th>Part</th><th class="number">Positions</th>\
            <th class="number">Frames</th>\(cellHead)<th>Frames beside each other</th>\
            <th>Which positions</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }

    /// What judged the network without having taught it.
    static func heldOut(_ shares: [TrainingRecord.Share]) -> String {
        guard let test = shares.first(where: { $0.part == "test" && $0.frameCount > 0 }) else {
            return "Nothing was held out."
        }
        let cells = test.cellCount > 0 ? " with \(counted(test.cellCount, "cell"))" : ""
        return "Held out: \(counted(test.frameCount, "frame"))\(cells) of "
            + "\(counted(test.positions.count, "position")). They neither taught the network nor "
            + "chose its weights; all figures are measured on them."
    }

    static func names(_ positions: [String]) -> String {
        let rest = positions.count - mostNames
        return positions.prefix(mostNames).joined(separator: ", ")
            + (rest > 0 ? " and \(rest) more" : "")
    }

    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func overlap(_ shares: [TrainingRecord.Share]) -> String {
        var parts: [String: Int] = [:]
        for share in shares { for name in Set(share.positions) { parts[name, default: 0] += 1 } }
        let common = parts.filter { $0.value > 1 }.keys.sorted()
        guard !common.isEmpty else { return "" }
        return """
            <p class="warning">In more than one part: \(PageText.escaped(names(common))). The \
            same cells may be on both sides.</p>
            """
    }
}
