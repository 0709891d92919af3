import Acquisition
import Testing

@testable import Agent

@Suite("Networks that lost a policy's trust")
struct DistrustTests {
    @Test("are counted in looks up to the first decision that went without them")
    func looks() throws {
        let journal = try Journal(path: nil)
        func look(_ network: String, _ event: Int, _ outcome: NetworkRecord.Outcome = .result)
            -> NetworkRecord
        {
            NetworkRecord(
                eventIndex: event, at: 0, position: "A", channel: "nuclei", network: network,
                hash: "", outcome: outcome, skippedCount: 0)
        }
        func trust(_ network: String, _ event: Int, _ level: Double) -> FeatureRecord {
            FeatureRecord(
                eventIndex: event, name: WatchPolicy.trustFeature(network), value: level)
        }
        try journal.write(
            JournalBatch(
                features: [
                    trust("restore", 4, 0.8), trust("restore", 6, 0.6), trust("restore", 8, 0.5),
                    trust("label", 6, 0.7), FeatureRecord(eventIndex: 2, name: "harm", value: 0),
                ],
                networks: [
                    look("restore", 1), look("restore", 3, .skipped), look("restore", 5),
                    look("restore", 7), look("label", 1),
                ]),
            durable: false)

        #expect(try Distrust.looks(journal, below: 0.7) == ["restore": 2])
        #expect(try Distrust.looks(journal, below: 0.75) == ["restore": 2, "label": 1])
        #expect(try Distrust.looks(journal, below: 0.4).isEmpty)
    }
}
