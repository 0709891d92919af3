import Acquisition
import Documents
import SimulatedRig

@testable import Rehearsal

/// Experiments and rigs that are quick to rehearse.
enum Samples {
    static func experiment(_ yaml: String) throws -> Experiment {
        try Experiment(document: try Document.parse(yaml, file: "test.yaml"))
    }

    /// A small sensor over a small field with a few cells.
    static func rig(
        seed: UInt64 = 1, sensor: Int = 64, faults: [String] = [],
        isLampSwitchedBySoftware: Bool = false
    ) -> RigSettings {
        var rig = RigSettings()
        rig.seed = seed
        rig.sensor.width = sensor
        rig.sensor.height = sensor
        rig.specimen.widthMicrometers = 4000
        rig.specimen.heightMicrometers = 4000
        rig.specimen.cellsPerSquareMillimeter = 2
        rig.light.lampGate = isLampSwitchedBySoftware ? .software : .camera
        rig.faults = faults
        return rig
    }

    /// The rig file of ``rig(seed:sensor:faults:isLampSwitchedBySoftware:)``.
    static var rigFileText: String {
        RigFileText(
            settings: rig(), folder: "/rehearsal", control: "tcp://127.0.0.1:1",
            data: "tcp://127.0.0.1:2", speed: 1
        ).text
    }

    /// Six places, three planes, two channels: each of the 36 events can be told from any other
    /// by where and in what light it was taken.
    static let distinctPlaces = """
        acquisition:
          axis_order: pzc
          stage_positions:
            - {name: A, x: 0, y: 0, z: 0}
            - {name: B, x: 500, y: 300, z: 0}
            - {name: C, x: -400, y: 300, z: 0}
            - {name: D, x: -400, y: -800, z: 0}
            - {name: E, x: 900, y: -800, z: 0}
            - {name: F, x: 100, y: 1200, z: 0}
          z_plan: {range: 20, step: 10}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 50}
        """

    /// Two watched fields at one time point in two minutes.
    static func watch(loops: Int, agent: Bool = true) -> String {
        """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 120, loops: \(loops)}
          stage_positions:
            - {name: A, x: 0, y: 0}
            - {name: B, x: 500, y: 300}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 50}
        \(agent ? "agent: {policy: event-driven, watch: phase, spend: [nuclei]}" : "")
        """
    }
}
