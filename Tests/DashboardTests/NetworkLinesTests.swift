import Acquisition
import Testing

@testable import Dashboard

@Suite("Networks in the report")
struct NetworkLinesTests {
    private func record(
        _ index: Int, _ outcome: NetworkRecord.Outcome, seconds: Double? = nil
    ) -> NetworkRecord {
        NetworkRecord(
            eventIndex: index, at: Double(index), position: "A", channel: "nuclei",
            network: "restore", hash: "0123456789ab", outcome: outcome, latencySeconds: seconds,
            skippedCount: 0, uncertainty: seconds.map { $0 * 10 })
    }

    @Test("each network has its counts, its median and its tail")
    func counts() {
        var records = (1...100).map { record($0, .result, seconds: Double($0) / 1000) }
        records += [record(101, .skipped), record(102, .skipped), record(103, .failed)]

        let lines = NetworkLines.all(records.shuffled())

        #expect(lines.count == 1)
        #expect(lines[0].lookCount == 100)
        #expect(lines[0].skippedCount == 2)
        #expect(lines[0].failedCount == 1)
        #expect(lines[0].medianSeconds == 0.05)
        #expect(lines[0].tailSeconds == 0.099)
        #expect(lines[0].uncertainty == 0.5)
    }

    @Test("a network that never gave a result says so, and a run without networks says nothing")
    func without() {
        var data = ReportData(
            title: "t", subtitle: "s", state: .init("completed", .good), durationSeconds: 1)
        #expect(!ReportPage.markup(data).contains("<h2>Networks</h2>"))

        data.networks = NetworkLines.all([record(1, .failed)])
        let page = ReportPage.markup(data)

        #expect(page.contains("<h2>Networks</h2>"))
        #expect(page.contains("0123456789ab"))
        #expect(data.networks[0].medianSeconds == nil)
    }
}
