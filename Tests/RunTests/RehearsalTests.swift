import Acquisition
import Documents
import Foundation
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Rehearsal")
struct RehearsalTests {
    static func experiment(_ yaml: String) throws -> Experiment {
        try Experiment(document: try Document.parse(yaml, file: "test.yaml"))
    }

    static let short = """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 120, loops: 10}
          stage_positions:
            - {name: A, x: 0, y: 0}
            - {name: B, x: 500, y: 300}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 50}
        region: {size: 128}
        light: {budget: {per_position: 20 J/cm2}}
        agent: {policy: event-driven, watch: phase, spend: [nuclei]}
        """

    @Test("a run ends complete, with a frame for each exposure that the rig saw")
    func completes() throws {
        let result = try Rehearsal(
            experiment: try Self.experiment(Self.short), rig: RigSettings()
        ).run()

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        #expect(result.outcome.frameCount == result.truth.exposures.count)
        #expect(result.outcome.frameCount + result.outcome.skippedCount == 40)
    }

    @Test("transmitted light that is too bright to watch by is shortened, by what the lamp did")
    func overexposed() throws {
        let bright = Self.short.replacingOccurrences(
            of: "{config: phase, exposure: 10}", with: "{config: phase, exposure: 40}")
        let result = try Rehearsal(
            experiment: try Self.experiment(bright), rig: RigSettings()
        ).run()

        let byPlace = Dictionary(
            grouping: result.truth.exposures.sorted { $0.from < $1.from }
        ) { ($0.xMicrometers / 100).rounded() }
        #expect(byPlace.count == 2)
        for (_, exposures) in byPlace {
            let lamp = exposures.compactMap { $0.light.first { $0.line == "LED" }?.seconds }
            #expect(lamp.count == 10)
            #expect(abs(try #require(lamp.first) - 0.04) < 0.001)
            #expect(try #require(lamp.last) < 0.021)
        }
        let decisions = try result.journal.decisions()
        #expect(decisions.contains { $0.reason.contains("phase is overexposed") })
        #expect(!(try #require(decisions.last)).reason.contains("overexposed"))
    }

    @Test("the same seeds give the same journal, byte for byte")
    func sameJournal() throws {
        let rehearsal = Rehearsal(experiment: try Self.experiment(Self.short), rig: RigSettings())

        let first = try rehearsal.run().journal.canonicalText()
        let second = try rehearsal.run().journal.canonicalText()

        #expect(first == second)
        #expect(first.count > 1000)
    }
}
