import Acquisition
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Determinism")
struct DeterminismTests {
    @Test(
        "the same seeds give the same journal and the same truth",
        arguments: 1...10 as ClosedRange<UInt64>)
    func twice(schedulingSeed: UInt64) throws {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 6)),
            rig: Samples.rig(seed: schedulingSeed, sensor: 256))
        rehearsal.rig.specimen.cellsPerSquareMillimeter = 40
        rehearsal.schedulingSeed = schedulingSeed

        let first = try rehearsal.run()
        let second = try rehearsal.run()

        #expect(first.outcome.state == .completed, "\(first.outcome.reason)")
        try Self.expectSame(first, second)
        #expect(try first.journal.decisions().isEmpty == false)
    }

    @Test(
        "a run that fails, fails the same way twice",
        arguments: ["stage:busy@150", "engine:garbage@req:SET CH 2 1", "camera:drop@frame:5"],
        [1, 2, 3] as [UInt64])
    func twiceWithFault(fault: String, schedulingSeed: UInt64) throws {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 6, agent: false)),
            rig: Samples.rig(faults: [fault]))
        rehearsal.schedulingSeed = schedulingSeed

        let first = try rehearsal.run()
        let second = try rehearsal.run()

        #expect(first.outcome.state == .failed)
        #expect(first.outcome == second.outcome)
        try Self.expectSame(first, second)
    }

    private static func expectSame(_ first: Rehearsal.Result, _ second: Rehearsal.Result) throws {
        let journals = try [first, second].map {
            try $0.journal.canonicalText().split(separator: "\n").map(String.init)
        }
        #expect(difference(journals[0], journals[1]) == nil)
        #expect(difference(first.truthLines, second.truthLines) == nil)
    }

    /// The first lines that differ.
    private static func difference(_ first: [String], _ second: [String]) -> String? {
        let place = zip(first, second).enumerated().first { $0.element.0 != $0.element.1 }
        guard let place else {
            return first.count == second.count ? nil : "\(first.count) and \(second.count) lines"
        }
        return "line \(place.offset): \(place.element.0)\n\(place.element.1)"
    }

    @Test("the order of tasks changes nothing that the sample sees")
    func orderDoesNotMatter() throws {
        let experiment = try Samples.experiment(Samples.distinctPlaces)
        var orders: Set<[String]> = []
        for seed in 1...10 as ClosedRange<UInt64> {
            var rehearsal = Rehearsal(experiment: experiment, rig: Samples.rig())
            rehearsal.schedulingSeed = seed
            let truth = try rehearsal.run().truth
            orders.insert(
                truth.exposures.map { "\($0.light.map(\.line)) \(Int($0.xMicrometers.rounded()))" })
        }

        #expect(orders.count == 1)
    }
}
