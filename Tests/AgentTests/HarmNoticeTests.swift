import Acquisition
import Testing

@testable import Agent

@Suite("How early harm is noticed")
struct HarmNoticeTests {
    private static func exposure(_ from: Double) -> TruthRecord {
        let cells = (0..<20).map {
            TruthExposure.Cell(id: $0, x: 0, y: 0, peakSNR: 0)
        }
        return .exposure(
            TruthExposure(
                from: from, to: from + 1, xMicrometers: 0, yMicrometers: 0, light: [], cells: cells)
        )
    }

    private static func damage(_ cell: Int, _ time: Double) -> TruthRecord {
        .damage(TruthDamage(cell: cell, time: time, what: "motility"))
    }

    private static let truth =
        (0..<10).map { exposure(Double($0) * 100 + 7) } + [
            damage(3, 250), damage(3, 260), damage(4, 480), damage(5, 800), damage(99, 100),
        ]

    private static func journal(harm: [(event: Int, value: Double)]) throws -> Journal {
        let journal = try Journal(path: nil)
        try journal.write(
            JournalBatch(
                exposures: (0..<10).map {
                    ExposureRecord(
                        // Of the plan's events, every second one was taken.
                        eventIndex: 2 * $0, position: "A", channel: "phase", light: "lamp",
                        xMicrometers: 0, yMicrometers: 0, at: Double($0) * 100, seconds: 1,
                        relativeUnits: 0, isUncertain: false)
                },
                features: harm.map {
                    FeatureRecord(
                        eventIndex: $0.event, name: WatchPolicy.harmFeature, value: $0.value)
                }),
            durable: false)
        return journal
    }

    @Test("is the share of imaged cells affected at the first cut of light")
    func noticed() throws {
        let journal = try Self.journal(harm: [(2, 0), (6, 0.025), (8, 0.03), (10, 0.06)])

        let notice = try HarmNotice(journal, truth: Self.truth, limit: 0.05)

        // Event 8 is the fifth exposure, over at 408 s: cell 3 alone was affected by then.
        #expect(notice.affectedThen == 1.0 / 20)
        #expect(notice.affected == 3.0 / 20)
    }

    @Test("is told as never where light was not cut")
    func never() throws {
        let notice = try HarmNotice(
            try Self.journal(harm: [(2, 0), (8, 0.02)]), truth: Self.truth, limit: 0.05)

        #expect(notice.affectedThen == nil)
        #expect(notice.affected == 3.0 / 20)
    }
}
