import Testing

@testable import Dashboard

@Suite("Summary table")
struct SummaryTableTests {
    private let table = SummaryTable(
        title: "mitosis-watch", state: "completed",
        rows: [
            .init(
                position: "A1", frames: 734, dose: 9.41, budget: 60, divisions: 2, caught: 2,
                harmed: 0),
            .init(
                position: "a position with a very long name", frames: 1_234_567, dose: 0.000_123,
                budget: 60, divisions: 1, caught: 0, harmed: 3),
        ],
        fluorescenceDose: 37.2, fixedScheduleDose: 812, reportPath: "runs/1/report.html")

    @Test("no line is wider than a terminal of 80 columns, and columns stand below each other")
    func width() {
        let lines = table.text.split(separator: "\n")

        #expect(lines.allSatisfy { $0.count <= 80 })
        let rows = lines.dropFirst(3).prefix(4)
        #expect(Set(rows.map(\.count)) == [80])
    }

    @Test("tells what was caught, what it cost, and where the report is")
    func content() {
        let text = table.text

        #expect(text.contains("15.7 %"))
        #expect(text.contains("4.58 % of the fixed schedule's dose"))
        #expect(text.hasSuffix("report: runs/1/report.html\n"))
        let total = text.split(separator: "\n").first { $0.hasPrefix("all ") }
        #expect(total?.split(separator: " ").suffix(3).joined(separator: " ") == "3 2 3")
    }

    @Test("what nobody can know on a real microscope is a dash")
    func unknown() {
        let table = SummaryTable(
            title: "t", state: "s", rows: [.init(position: "A1", frames: 3, dose: 1)],
            reportPath: "r")

        let row = table.text.split(separator: "\n").first { $0.hasPrefix("A1") }

        #expect(row?.split(separator: " ").suffix(4).joined(separator: " ") == "– – – –")
    }
}
