/// The tables of a report.
enum ReportTables {
    /// More lines than this nobody reads; the journal has them all.
    static let mostDecisions = 300
    static let mostNotes = 200

    static func decisions(_ lines: [ReportData.DecisionLine]) -> String {
        let shown = lines.prefix(mostDecisions).map { line in
            let policy = line.isShadow ? "\(line.policy) (shadow)" : line.policy
            let applied = (line.applied + line.refusals.map { "refused: \($0)" })
                .joined(separator: "; ")
            return row([
                (PageText.clock(line.seconds), "time"), (line.position, "nowrap"),
                (policy, "nowrap"), (line.reason, "why"), (applied.isEmpty ? "–" : applied, ""),
            ])
        }
        let rest = lines.count - shown.count
        let more = rest > 0 ? "<p class=\"quiet\">\(rest) more are in the journal.</p>" : ""
        return table(["Time", "Position", "Policy", "Why", "Applied"], Array(shown)) + more
    }

    static func notes(_ lines: [ReportData.NoteLine]) -> String {
        let shown = lines.prefix(mostNotes).map { line in
            """
            <tr><td class="time">\(PageText.clock(line.seconds))</td>\
            <td>\(badge(line.severity))</td>\
            <td class="nowrap">\(PageText.escaped(line.device))</td>\
            <td>\(PageText.escaped(line.text))</td></tr>
            """
        }
        let rest = lines.count - shown.count
        let more = rest > 0 ? "<p class=\"quiet\">\(rest) more are in the journal.</p>" : ""
        return table(["Time", "", "Device", "What happened"], Array(shown)) + more
    }

    static func networks(_ lines: [ReportData.NetworkLine]) -> String {
        func milliseconds(_ seconds: Double?) -> String {
            seconds.map { "\(PageText.number($0 * 1000)) ms" } ?? "–"
        }
        let rows = lines.map { line in
            row([
                (line.name, "nowrap"), (line.hash, "nowrap"), ("\(line.lookCount)", ""),
                ("\(line.skippedCount)", ""), ("\(line.failedCount)", ""),
                (milliseconds(line.medianSeconds), "nowrap"),
                (milliseconds(line.tailSeconds), "nowrap"),
                (line.uncertainty.map { "\(PageText.number($0 * 100)) %" } ?? "–", "nowrap"),
            ])
        }
        return table(
            [
                "Network", "Weights", "Looked at", "Skipped", "Failed", "Median", "99 %",
                "Uncertainty",
            ], rows)
    }

    static func devices(_ lines: [ReportData.DeviceLine]) -> String {
        let rows = lines.map { row([($0.label, "nowrap"), ($0.role, "nowrap"), ($0.detail, "")]) }
        return table(["Device", "Role", "What it is"], rows)
    }

    static func facts(_ facts: [ReportData.Fact]) -> String {
        let items = facts.map { fact in
            "<dt>\(PageText.escaped(fact.name))</dt><dd>\(PageText.escaped(fact.value))</dd>"
        }
        return "<dl>\(items.joined(separator: "\n"))</dl>"
    }

    static func badge(_ badge: ReportData.Badge) -> String {
        "<span class=\"badge \(badge.tone.rawValue)\">\(PageText.escaped(badge.text))</span>"
    }

    private static func row(_ cells: [(text: String, style: String)]) -> String {
        let markup = cells.map { cell in
            let style = cell.style.isEmpty ? "" : " class=\"\(cell.style)\""
            return "<td\(style)>\(PageText.escaped(cell.text))</td>"
        }
        return "<tr>\(markup.joined())</tr>"
    }

    private static func table(_ heads: [String], _ rows: [String]) -> String {
        let head = heads.map { "<th>\(PageText.escaped($0))</th>" }.joined()
        return """
            <table><thead><tr>\(head)</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }
}
