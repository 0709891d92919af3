import Agent
import Documents
import Foundation
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Scenarios of the benchmark")
struct ScenarioTests {
    private static let text = """
        name: short
        question: Is anything there?
        answer: divisions
        experiment:
          acquisition:
            axis_order: tpc
            time_plan: {interval: 60, loops: 5}
            stage_positions: [{x: 0, y: 0}]
            channels:
              - {config: phase, exposure: 10}
              - {config: nuclei, exposure: 20}
          region: {size: 128}
        policies:
          - {name: fixed, agent: fixed}
          - {name: slow, agent: fixed, every: {nuclei: 2}}
          - {name: events, agent: {policy: event-driven, watch: phase}}
        rig:
          specimen.cellsPerSquareMillimeter: [60, 110]
          specimen.kinds.tolerance: 0.5
        """

    private static func scenario(_ text: String = text) throws -> Scenario {
        try Scenario(try Document.parse(text, file: "s.yaml"))
    }

    @Test("policies meet the same specimen of a seed, and each seed has its own")
    func specimens() throws {
        let scenario = try Self.scenario()
        let contenders = scenario.contenders

        let rigs = try contenders.map { try scenario.rehearsal(of: $0, seed: 7).rig }
        let other = try scenario.rehearsal(of: contenders[0], seed: 8).rig

        #expect(rigs[0] == rigs[1] && rigs[0] == rigs[2])
        #expect(rigs[0].seed == 7)
        #expect((60...110).contains(rigs[0].specimen.cellsPerSquareMillimeter))
        #expect(
            rigs[0].specimen.cellsPerSquareMillimeter != other.specimen.cellsPerSquareMillimeter)
        #expect(rigs[0].specimen.kinds.allSatisfy { $0.tolerance == 0.5 })
    }

    @Test("light is what the simulation counted: all of the plan, its share, or none")
    func trials() throws {
        let scenario = try Self.scenario()
        let trials = try scenario.contenders.map {
            try scenario.trial(of: $0, seed: 3, shelf: nil)
        }

        #expect(trials.map(\.policy) == ["fixed", "slow", "events"])
        #expect(trials[0].frames == 10)
        // Time points 0, 2 and 4 of 0 to 4.
        #expect(trials[1].frames == 8)
        #expect(abs(trials[1].fluorescence / trials[0].fluorescence - 0.6) < 0.01)
        #expect(trials[2].fluorescence < 0.3 * trials[0].fluorescence)
        #expect(trials[0] == (try scenario.trial(of: scenario.contenders[0], seed: 3, shelf: nil)))
    }

    @Test(
        "what is wrong is named with its line",
        arguments: [
            ("answer: divisions", "answer: beauty", "s.yaml:3:9"),
            ("[60, 110]", "[110, 60]", "s.yaml:18:38: the lower end comes first"),
            ("[60, 110]", "[60]", "a range has a lower and an upper end"),
            ("kinds.tolerance", "kinds.patience", "no setting \"patience\""),
            ("cellsPerSquareMillimeter: [60, 110]", "clustering: no", "s.yaml:18"),
            ("every: {nuclei: 2}", "every: {nucleus: 2}", "nucleus"),
            ("every: {nuclei: 2}", "every: {nuclei: 0}", "time points are counted from 1"),
            ("name: slow", "name: fixed", "the policy \"fixed\" is there twice"),
            ("policy: event-driven,", "policy: event-drivn,", "event-drivn"),
            ("  region: {size: 128}", "  agent: fixed", "who decides stands under policies"),
        ])
    func refused(what: String, instead: String, message: String) {
        let text = Self.text.replacingOccurrences(of: what, with: instead)
        let error = #expect(throws: DocumentError.self) { try Self.scenario(text) }
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }

    @Test("every scenario that comes along can be read")
    func shipped() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../scenarios").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "yaml" }

        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let scenario = try Scenario(try Document.parse(text, file: file.path))
            #expect(scenario.contenders.first?.name == "fixed", "doses are held against it")
        }
    }
}
