import Documents
import Hardware
import Testing

@testable import Acquisition

@Suite("Experiment files")
struct ExperimentTests {
    private func experiment(_ text: String) throws -> Experiment {
        try Experiment(document: try Document.parse(text, file: "experiment.yaml"))
    }

    private func refusal(_ text: String) -> String {
        do {
            _ = try experiment(text)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test("a plain useq-schema document is an experiment")
    func plain() throws {
        let experiment = try experiment("channels: [A]")

        #expect(experiment.acquisition.eventCount == 1)
        #expect(experiment.agent == nil && experiment.light.budget == LightBudget())
    }

    @Test("all sections are read")
    func sections() throws {
        let experiment = try experiment(
            """
            name: Mitosis watch
            acquisition: {channels: [phase]}
            light: {budget: {per_position: 60 J/cm2, per_cell: 500 mJ/cm2}, source: pilot run}
            agent: {policy: event-driven, threshold: 3}
            store: {format: ome-zarr, compression: zstd, level: 3}
            region: {size: 512}
            """)

        #expect(experiment.name == "Mitosis watch")
        #expect(experiment.light.budget == LightBudget(perPosition: 60, perCell: 0.5))
        #expect(experiment.light.source == "pilot run")
        #expect(experiment.agent?.policy == "event-driven")
        #expect(experiment.store.packing == .zstd(level: 3))
        #expect(
            experiment.region?.pixels(sensorWidth: 2048, sensorHeight: 2048)
                == PixelRegion(x: 768, y: 768, width: 512, height: 512))
    }

    @Test(
        "mistakes are refused where they stand",
        arguments: [
            ("{acquisition: {}, light: {budget: {per_cell: 60}}}", "e.g. 60 J/cm2"),
            ("{acquisition: {}, light: {budget: {per_cell: 60 mW}}}", "is not a dose"),
            (
                "{acquisition: {}, light: {budget: {per_cel: 6 J/cm2}}}",
                "did you mean \"per_cell\"?"
            ),
            ("{acquisition: {}, light: {budget: {run: -6 J/cm2}}}", "cannot be negative"),
            ("{acquisition: {}, store: {compression: lz4}}", "unknown value \"lz4\""),
            ("{acquisition: {}, store: {compression: none, level: 3}}", "does not go with"),
            ("{acquisition: {}, store: {level: 99}}", "from 1 to 9"),
            ("{acquisition: {}, region: {size: 5, x: 3}}", "does not go with size"),
            ("{acquisition: {}, region: {x: 0, y: 0, width: 0, height: 5}}", "1 or more"),
            ("{acquisitions: {}, store: {}, light: {}}", "did you mean \"acquisition\"?"),
            ("{store: {}}", "missing key \"acquisition\""),
            ("[1, 2]", "expected keys and values"),
        ])
    func refusals(text: String, message: String) {
        #expect(refusal(text).contains(message), "\(refusal(text))")
    }

    @Test("a region off the sensor is none")
    func regionOffSensor() {
        let region = RegionSettings.rectangle(PixelRegion(x: 2000, y: 0, width: 100, height: 10))

        #expect(region.pixels(sensorWidth: 2048, sensorHeight: 2048) == nil)
        #expect(
            RegionSettings.centered(width: 4096, height: 4096)
                .pixels(sensorWidth: 2048, sensorHeight: 2048) == nil)
    }
}
