import Acquisition
import Agent
import Testing

@testable import Rehearsal

@Suite("Networks side by side")
struct NetworkTurnsTests {
    private static let restore = "restore: {package: restore, channels: [phase], keep: false}"
    private static let segment = "segment: {package: segment, channels: [phase], keep: false}"
    private static let state = "state: state"

    private func records(
        _ networks: [String], shelf: String, networkSeconds: Duration = .zero
    ) throws -> [NetworkRecord] {
        let section = "\nnetworks: {\(networks.joined(separator: ", "))}"
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 3, agent: false) + section),
            rig: Samples.rig())
        rehearsal.shelf = PackageShelf(folder: shelf)
        rehearsal.settings.networkSeconds = networkSeconds
        let result = try rehearsal.run()
        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        return try result.journal.networks().filter { $0.outcome == .result }
    }

    @Test("those that need nothing of each other share a turn, and what needs them comes after")
    func turns() throws {
        try TinyPackages.withShelf { shelf in
            let records = try records(
                [Self.restore, Self.segment, Self.state], shelf: shelf, networkSeconds: .seconds(1))

            #expect(Set(records.map(\.network)) == ["restore", "segment", "state"])
            for record in records {
                // A rehearsal's networks take turns within a turn: it lasts for all of its networks.
                #expect(record.latencySeconds == (record.network == "state" ? 1 : 2))
            }
        }
    }

    @Test("each finds what it finds alone")
    func alone() throws {
        try TinyPackages.withShelf { shelf in
            let together = try records([Self.restore, Self.segment, Self.state], shelf: shelf)

            let restored = try records([Self.restore], shelf: shelf)
            let segmented = try records([Self.segment], shelf: shelf)
            for (network, alone) in [("restore", restored), ("segment", segmented)] {
                let beside = together.filter { $0.network == network }
                #expect(alone.count == 6)
                #expect(beside.map(\.eventIndex) == alone.map(\.eventIndex))
                #expect(beside.map(\.numbers) == alone.map(\.numbers))
            }
        }
    }
}
