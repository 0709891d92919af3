import Acquisition
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("The focus under an agent")
struct FocusTests {
    private static func experiment(_ envelope: String) -> String {
        """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 120, loops: 90}
          stage_positions:
            - {name: A, x: 0, y: 0}
            - {name: B, x: 700, y: 300}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 20}
        region: {size: 384}
        agent: {policy: watch, watch: phase, spend: [nuclei], every: 3, envelope: {\(envelope)}}
        """
    }

    private static func run(_ envelope: String, seed: UInt64) throws -> Rehearsal.Result {
        var rig = RigSettings()
        rig.seed = seed
        rig.specimen.cellsPerSquareMillimeter = 150
        rig.mechanics.driftMicrometersPerTenMinutes = 0.6
        let rehearsal = Rehearsal(
            experiment: try Samples.experiment(experiment(envelope)), rig: rig)
        return try rehearsal.run()
    }

    /// How far from the cells' plane fluorescence was taken, µm.
    private static func defocus(_ result: Rehearsal.Result) -> [Double] {
        result.truth.exposures.sorted { $0.from < $1.from }.compactMap { exposure in
            exposure.light.contains { $0.line != "LED" } ? abs(exposure.focusMicrometers) : nil
        }
    }

    @Test(
        "that may move it follows the cells, by transmitted light alone",
        arguments: [1, 2] as [UInt64])
    func follows(seed: UInt64) throws {
        let held = try Self.run("max_focus: 20 um", seed: seed)
        let still = try Self.run("max_step: 2", seed: seed)

        let followed = Self.defocus(held)
        let drifted = Self.defocus(still)
        #expect(followed.count > 20 && drifted.count > 20)
        let worst = followed.sorted()[followed.count * 9 / 10]
        #expect(worst < 1.2, "nine of ten within \(worst) µm")
        #expect((drifted.max() ?? 0) > 2.5, "the rig must drift for this to mean anything")
        #expect(still.truth.motions.allSatisfy { $0.axis != "z" }, "nobody allowed that")
        #expect(
            try held.journal.exposures().contains { ($0.zMicrometers ?? 0) != 0 },
            "the journal says where the focus was")
    }
}
