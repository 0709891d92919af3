/// The table that a run ends with, for a terminal of 80 columns.
package struct SummaryTable: Sendable, Equatable {
    /// What one position saw and cost.
    package struct Row: Sendable, Equatable {
        package var position: String
        package var frames: Int
        /// Summed over all channels.
        package var dose: Double
        package var budget: Double?
        /// By the truth of a simulated rig; `nil` on a real one, where nobody knows.
        package var divisions: Int?
        package var caught: Int?
        package var harmed: Int?

        package init(
            position: String, frames: Int, dose: Double, budget: Double? = nil,
            divisions: Int? = nil, caught: Int? = nil, harmed: Int? = nil
        ) {
            self.position = position
            self.frames = frames
            self.dose = dose
            self.budget = budget
            self.divisions = divisions
            self.caught = caught
            self.harmed = harmed
        }
    }

    package static let width = 80
    package var title: String
    /// Such as `completed` or `failed, 412 frames kept`.
    package var state: String
    package var doseUnit: String
    package var rows: [Row]
    /// Fluorescence dose of all positions together, and what the plan alone would have given.
    package var fluorescenceDose: Double?
    package var fixedScheduleDose: Double?
    package var reportPath: String

    package init(
        title: String, state: String, doseUnit: String = "J/cm²", rows: [Row],
        fluorescenceDose: Double? = nil, fixedScheduleDose: Double? = nil, reportPath: String
    ) {
        self.title = title
        self.state = state
        self.doseUnit = doseUnit
        self.rows = rows
        self.fluorescenceDose = fluorescenceDose
        self.fixedScheduleDose = fixedScheduleDose
        self.reportPath = reportPath
    }

    /// The table, lines of at most 80 columns except where a path is longer.
    package var text: String {
        let rule = String(repeating: "─", count: Self.width)
        var lines = [rule, spread(cut(title, 50), cut(state, 28)), rule]
        lines.append(
            line(["position", "frames", doseUnit, "of budget", "divisions", "caught", "harmed"]))
        lines += rows.map(describe)
        if rows.count > 1 {
            lines.append(describe(total))
        }
        lines.append(rule)
        if let comparison { lines.append(comparison) }
        lines.append("report: \(reportPath)")
        return lines.joined(separator: "\n") + "\n"
    }

    private var total: Row {
        func sum(_ value: (Row) -> Int?) -> Int? {
            let known = rows.compactMap(value)
            return known.count == rows.count ? known.reduce(0, +) : nil
        }
        return Row(
            position: "all", frames: rows.reduce(0) { $0 + $1.frames },
            dose: rows.reduce(0) { $0 + $1.dose }, divisions: sum(\.divisions),
            caught: sum(\.caught), harmed: sum(\.harmed))
    }

    private var comparison: String? {
        guard let fluorescenceDose, let fixedScheduleDose, fixedScheduleDose > 0 else {
            return nil
        }
        let share = PageText.number(fluorescenceDose / fixedScheduleDose * 100)
        let spent = PageText.number(fluorescenceDose)
        let fixed = PageText.number(fixedScheduleDose)
        return "fluorescence: \(share) % of the fixed schedule's dose "
            + "(\(spent) of \(fixed) \(doseUnit))"
    }

    private func describe(_ row: Row) -> String {
        let used =
            row.budget.map { $0 > 0 ? "\(PageText.number(row.dose / $0 * 100)) %" : "–" } ?? "–"
        return line([
            row.position, "\(row.frames)", PageText.number(row.dose), used,
            row.divisions.map(String.init) ?? "–", row.caught.map(String.init) ?? "–",
            row.harmed.map(String.init) ?? "–",
        ])
    }

    /// The first column to the left, the others to the right.
    private func line(_ cells: [String]) -> String {
        let widths = [20, 10, 10, 11, 11, 9, 9]
        var result = ""
        for (index, (cell, width)) in zip(cells, widths).enumerated() {
            let text = cut(cell, width - (index == 0 ? 1 : 0))
            let space = String(repeating: " ", count: max(0, width - text.count))
            result += index == 0 ? text + space : space + text
        }
        return result
    }

    private func spread(_ left: String, _ right: String) -> String {
        let space = max(2, Self.width - left.count - right.count)
        return left + String(repeating: " ", count: space) + right
    }

    private func cut(_ text: String, _ count: Int) -> String {
        let printable = text.filter { !$0.isNewline }
        return printable.count <= count ? printable : "\(printable.prefix(count - 1))…"
    }
}
