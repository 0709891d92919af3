import Acquisition
import Foundation
import Glibc
import Testing

extension WholePrograms {
    @Suite("A run that others look at, and one that is not whole")
    struct BusyRunTests {
        @Test("check, devices and report do not disturb a run that goes on")
        func undisturbed() async throws {
            let laboratory = try await Laboratory()
            let experiment = try laboratory.write(plan(timePoints: 60), to: "plan.yaml")
            let run = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "run"])
            try await laboratory.waitForFrames(4, in: "run")

            let check = try await laboratory.tarsier(
                "check", experiment, "--rig", laboratory.rigFile)
            let devices = try await laboratory.tarsier("devices", "--rig", laboratory.rigFile)
            let report = try await laboratory.tarsier("report", "run")
            let kept = try laboratory.journal("run").frames().count
            let ending = try await run.ending()

            #expect(check.code == 0, "\(check.errors)")
            #expect(devices.output.contains("128 × 128 pixels"), "\(devices.output)")
            #expect(report.code == 0, "\(report.errors)")
            #expect(kept < 240, "the run was over before anybody looked")
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try laboratory.journal("run").frames().count == 240)
        }

        @Test("a run keeps the weights of its policy, and goes on without the file they came from")
        func keptWeights() async throws {
            let laboratory = try await Laboratory()
            let weights = laboratory.folder + "/weights.json"
            try FileManager.default.copyItem(
                at: Programs.packageRoot.appending(path: "scenarios/learned.json"),
                to: URL(filePath: weights))
            let agent =
                "agent: {policy: learned, weights: weights.json, watch: phase, spend: [nuclei]}\n"
            let experiment = try laboratory.write(
                plan(timePoints: 25) + "\n" + agent, to: "plan.yaml")
            let run = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "run"])
            try await laboratory.waitForFrames(8, in: "run")
            run.signal(SIGINT)
            let stopped = try await run.ending()
            try FileManager.default.removeItem(atPath: weights)

            let resumed = try await laboratory.tarsier("resume", "run")

            #expect(stopped.code == 3, "\(stopped.errors)")
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(try laboratory.journal("run").lastState()?.state == .completed)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: laboratory.folder + "/run")
            #expect(names.filter { $0.hasPrefix("journal.sqlite-") } == [])
        }

        /// What happened to the folder of a stopped run, and what `resume` says of it.
        struct Harm: CustomTestStringConvertible {
            var testDescription: String
            var says: String
            var change: @Sendable (String) throws -> Void
        }

        private static let harms = [
            Harm(testDescription: "another experiment", says: "not the experiment") { run in
                let file = URL(filePath: run + "/experiment.yaml")
                let text = try String(contentsOf: file, encoding: .utf8)
                try Data((text + "# changed\n").utf8).write(to: file)
            },
            Harm(testDescription: "no journal", says: "there is no journal") { run in
                for name in try FileManager.default.contentsOfDirectory(atPath: run)
                where name.hasPrefix("journal.sqlite") {
                    try FileManager.default.removeItem(atPath: "\(run)/\(name)")
                }
            },
            Harm(testDescription: "lost frames", says: "lost or damaged") { run in
                try FileManager.default.removeItem(atPath: run + "/raw.ome.zarr/0/0/c/0")
            },
            Harm(testDescription: "lost images", says: "lost or damaged") { run in
                try FileManager.default.removeItem(atPath: run + "/raw.ome.zarr")
            },
        ]

        @Test("a run that is not as it was left is refused before any light", arguments: harms)
        func refused(_ harm: Harm) async throws {
            let laboratory = try await Laboratory()
            let experiment = try laboratory.write(plan(timePoints: 25), to: "plan.yaml")
            let run = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "run"])
            try await laboratory.waitForFrames(8, in: "run")
            run.signal(SIGINT)
            _ = try await run.ending()
            let kept = try laboratory.journal("run").frames().count
            try harm.change(laboratory.folder + "/run")

            let resumed = try await laboratory.tarsier("resume", "run")
            let truth = try await laboratory.endAndTellTruth()

            #expect(resumed.code == 2, "\(resumed.errors)")
            #expect(resumed.errors.contains(harm.says), "\(resumed.errors)")
            #expect(truth.exposures.count == kept)
            #expect(truth.endedDark)
        }
    }
}
