import Acquisition
import Agent
import Documents
import Foundation
import Rehearsal
import SimulatedRig
import Testing

@Suite("The default networks in a run of the simulated rig")
struct DefaultNetworksInRunTests {
    private static let root = URL(filePath: #filePath)
        .appending(path: "../../../..").standardizedFileURL.path

    /// As the demo takes its frames: 512 pixels wide, at the full light, few cells in each.
    private static let experiment = """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 600, loops: 3}
          stage_positions:
            - {x: -1500, y: 1000}
            - {x: -500, y: 1000}
            - {x: 500, y: 1000}
            - {x: 1500, y: 1000}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 50}
        region: {size: 512}
        networks:
          restore: {package: restore, channels: [nuclei]}
          segment: {package: segment, channels: [nuclei]}
          label: {package: label, channels: [phase]}
        """

    @Test("know its frames as like those of their training")
    func trusted() throws {
        var verdicts: [String: (trusted: Int, all: Int)] = [:]
        var reasons: [String] = []
        var agreements: [Double] = []
        for seed in [7, 8] as [UInt64] {
            var rehearsal = Rehearsal(
                experiment: try Experiment(
                    document: try Document.parse(Self.experiment, file: "experiment.yaml")),
                rig: RigSettings())
            rehearsal.rig.seed = seed
            rehearsal.shelf = PackageShelf(
                besideFile: "experiment.yaml", shelves: [Self.root + "/Networks"])
            let result = try rehearsal.run()
            #expect(result.outcome.state == .completed)
            for record in try result.journal.networks() where record.outcome == .result {
                if record.network == "label", record.channel == "nuclei" {
                    let numbers = try JSONDecoder().decode(
                        [String: Double].self, from: Data(record.numbers.utf8))
                    agreements.append(try #require(numbers["agreement_nuclei"]))
                    continue
                }
                let isTrusted = record.verdict == "trusted"
                verdicts[record.network, default: (0, 0)].all += 1
                verdicts[record.network, default: (0, 0)].trusted += isTrusted ? 1 : 0
                if !isTrusted {
                    reasons.append("\(record.network): \(record.verdict ?? "none")")
                }
            }
        }

        // Each frame of nuclei audits what was predicted of them from the phase frame before it.
        #expect(agreements.count == 24)
        #expect(agreements.count { $0 >= 0.5 } >= 20, "\(agreements.sorted())")
        #expect(verdicts.keys.sorted() == ["label", "restore", "segment"])
        for (network, count) in verdicts {
            #expect(count.all == 24, "\(network)")
            #expect(
                Double(count.trusted) >= 0.8 * Double(count.all),
                "\(network): \(count.trusted) of \(count.all); \(reasons)")
        }
    }
}
