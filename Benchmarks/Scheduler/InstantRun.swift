import Acquisition
import Documents
import Hardware
import Rehearsal

/// A whole run, real but for its devices, which answer at once, and its store, which only counts.
struct InstantRun {
    struct Failure: Error {
        let reason: String
    }

    let camera: InstantCamera
    let instrument: Instrument
    private let rig: RigFile

    init(exposure: Duration = .zero) async throws {
        camera = InstantCamera(exposure: exposure)
        rig = try RigFile.parse(Self.rigText, file: "rig.yaml")
        instrument = try await Instrument.connect(
            rig, wires: InstantWires(camera: camera), clock: InstantClock())
        try instrument.arm()
    }

    /// Runs 4 positions with 2 channels each, `loops` times.
    ///
    /// - Parameter journalPath: `nil` keeps the journal in memory.
    func run(loops: Int, journalPath: String?) async throws {
        let text = Self.experimentText.replacing("LOOPS", with: "\(loops)")
        let experiment = try Experiment(
            document: try Document.parse(text, file: "experiment.yaml"))
        let about = instrument.camera.description
        let plan = try RunPlan(
            experiment: experiment, rig: rig, sensor: (about.width, about.height),
            attain: instrument.attainableFraction)
        let journal = try Journal(path: journalPath)
        var settings = RunSettings()
        settings.fileExecutor = FileThread()
        let camera = camera
        // A run beats where it begins with a step, and while something moves.
        settings.beat = {
            camera.beginStep()
            return true
        }
        let runner = Runner(
            instrument: instrument, lights: plan.lights,
            scheduler: try Scheduler(plan: plan, recovery: nil),
            recorder: RunRecorder(journal: journal, store: CountingStore()), decider: nil,
            clock: SystemClock(), control: RunControl(), settings: settings)
        let outcome = await runner.run(plan.outline(of: about))
        try journal.close()
        guard outcome.state == .completed, outcome.frameCount == loops * 8 else {
            throw Failure(reason: "\(outcome)")
        }
    }

    /// What the drivers alone do in such a run, one after the other.
    func driveWithoutRunner(events: Int) async throws {
        guard let lamp = instrument.lights["stage"], let engine = instrument.lights["engine"] else {
            throw Failure(reason: "no lights")
        }
        let camera = instrument.camera
        try await camera.configure(CameraSettings(exposure: .milliseconds(10)))
        for event in 0..<events {
            let isPhase = event % 2 == 0
            if isPhase {
                let x = Double(event / 2 % 4) * 500
                try await instrument.stage.startMove(
                    to: StagePoint(xMicrometers: x, yMicrometers: 0))
                try await instrument.stage.waitUntilSettled()
            }
            let (light, line) = isPhase ? (lamp, "LED") : (engine, "CYAN")
            try await light.setIntensity(0.02, line: line)
            try await light.setEmission(on: true, line: line)
            let number = try await camera.trigger()
            try await camera.waitForExposureEnd(of: number)
            try await light.setEmission(on: false, line: line)
            _ = try await camera.frame(number)
        }
    }

    private static let experimentText = """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 0, loops: LOOPS}
          stage_positions:
            - {name: A, x: 0, y: 0}
            - {name: B, x: 500, y: 0}
            - {name: C, x: 1000, y: 0}
            - {name: D, x: 1500, y: 0}
          channels:
            - {config: phase, exposure: 10}
            - {config: nuclei, exposure: 10}
        """

    private static let rigText = """
        rig: 1
        name: Instant rig
        objective: {magnification: 20, na: 0.75}
        pixel: 0.325 um
        devices:
          stage: {driver: asi-ms2000, port: /instant/stage, baud: 115200, settle: 0 ms}
          engine: {driver: lumencor-gen3, port: /instant/engine, baud: 115200}
          camera: {driver: zmq-camera, control: "tcp://127.0.0.1:1", data: "tcp://127.0.0.1:2"}
        roles: {xy: stage, focus: stage, camera: camera}
        lights:
          lamp: {device: stage, line: LED, gate: camera, wavelength: 660 nm}
          cyan: {device: engine, line: CYAN, gate: camera, wavelength: 475 nm,
                 calibration: {curve: [[0, 0 mW], [1, 115 mW]], area: 0.00709 cm2,
                               uncertainty: 5 %}}
        channels:
          phase: {light: lamp, power: 2 %, exposure: 10 ms, color: "#ffffff"}
          nuclei: {light: cyan, power: 20 mW, exposure: 10 ms, color: "#00FF66", emission: 510 nm}
        limits:
          x: [-2000 um, 2000 um]
          y: [-2000 um, 2000 um]
          z: [-200 um, 200 um]
        """
}
