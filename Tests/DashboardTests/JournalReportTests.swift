import Acquisition
import Agent
import Testing

@testable import Dashboard

@Suite("Report of a journal")
struct JournalReportTests {
    private func source() throws -> ReportSource {
        let journal = try Journal(path: nil)
        func exposure(_ index: Int, _ channel: String, _ joules: Double) -> ExposureRecord {
            ExposureRecord(
                eventIndex: index, position: "A1", channel: channel, light: "cyan",
                xMicrometers: 0, yMicrometers: 0, at: Double(index) * 60, seconds: 0.1,
                powerMilliwatts: 20, irradianceWattsPerCm2: 2.8, joulesPerCm2: joules,
                relativeUnits: 2, isUncertain: false)
        }
        func decision(_ at: Double, isOn: Bool) -> DecisionRecord {
            DecisionRecord(
                at: at, policy: "event-driven", isShadow: false, basedOnEvent: 0, position: "A1",
                inputs: "{}", reason: "a cell rounded up", requested: "[]",
                applied: "[{\"position\":0,\"channel\":\"nuclei\",\"change\":"
                    + "{\"take\":{\"_0\":\(isOn)}}}]",
                refusals: "[]", effectiveFrom: 1, latencySeconds: 0.004)
        }
        var batch = JournalBatch()
        batch.exposures = [
            exposure(0, "phase", 0.001), exposure(1, "nuclei", 0.28), exposure(2, "nuclei", 0.28),
        ]
        batch.decisions = [decision(10, isOn: true), decision(100, isOn: false)]
        batch.notes = [
            NoteRecord(at: 5, severity: .major, device: "stage", text: "no answer")
        ]
        batch.states = [StateRecord(at: 130, state: .completed, reason: "")]
        try journal.write(batch, durable: false)
        var source = ReportSource(
            title: "t", journal: journal, positionNames: ["A1"],
            channels: [.init(name: "nuclei", color: "#00ff66")], transmitted: ["phase"])
        source.fixedScheduleDose = 5.6
        source.budgetPerPosition = 2
        return source
    }

    @Test("shows exposures, light spans, dose and faults as the journal has them")
    func data() throws {
        let data = try ReportData(source())

        #expect(data.state == .init("completed", .good))
        #expect(data.positions[0].frames["nuclei"] == [60, 120])
        #expect(
            data.positions[0].events == [.init(from: 10, to: 100, label: "a cell rounded up")])
        #expect(abs((data.dose?.curves[0].points.last?.value ?? 0) - 0.561) < 1e-9)
        #expect(data.decisions.map(\.applied) == [["nuclei on"], ["nuclei off"]])
        #expect(data.notes.first?.severity.tone == .bad)
        #expect(data.figures.contains { $0.value == "10\u{A0}%" })
    }

    @Test("the table agrees with it")
    func table() throws {
        let table = try SummaryTable(source(), state: "completed", reportPath: "r")

        #expect(table.rows.first?.dose == 0.561)
        #expect(table.text.contains("10 % of the fixed schedule's dose"))
    }
}
