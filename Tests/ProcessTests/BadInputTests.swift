import Foundation
import Testing

extension WholePrograms {
    @Suite("Bad input")
    struct BadInputTests {
        /// A file that must not run, and what the one line about it says.
        struct Mistake: CustomTestStringConvertible {
            var testDescription: String
            var text: String
            var says: [String]

            static let inExperiment = [
                Mistake(
                    testDescription: "unknown key", text: "channels: [phase]\nchanels: [nuclei]\n",
                    says: ["bad.yaml:2:1: ", "unknown key \"chanels\"; did you mean \"channels\"?"]),
                Mistake(
                    testDescription: "wrong unit",
                    text: "acquisition: {channels: [phase]}\n"
                        + "light: {budget: {per_position: 40 mW}}\n",
                    says: ["bad.yaml:2:32: ", "\"40 mW\" is not a dose; write it in J/cm2"]),
                Mistake(
                    testDescription: "budget without unit",
                    text: "acquisition: {channels: [phase]}\nlight: {budget: {per_position: 40}}\n",
                    says: ["bad.yaml:2:32: ", "no unit"]),
                Mistake(
                    testDescription: "alias bomb",
                    text: "a: &a [x, x]\n"
                        + (1...30).map { "a\($0): &a\($0) [*a, *a]\n" }.joined()
                        + "channels: *a30\n",
                    says: ["bad.yaml:1:4: ", "anchors are not allowed"]),
                Mistake(
                    testDescription: "broken YAML", text: "channels: [phase\n",
                    says: ["bad.yaml:2:1: ", "not valid YAML"]),
                Mistake(
                    testDescription: "empty file", text: "", says: ["bad.yaml:1:1: ", "empty"]),
                Mistake(
                    testDescription: "channel that the rig has not", text: "channels: [nuclie]\n",
                    says: [
                        "bad.yaml:1:12: ", "unknown channel \"nuclie\"; did you mean \"nuclei\"?",
                    ]),
                Mistake(
                    testDescription: "position outside the limits",
                    text: "channels: [phase]\ntime_plan: {interval: 1, loops: 9}\n"
                        + "stage_positions: [{name: far, x: 99999, y: 0}]\n",
                    says: ["bad.yaml:3:19: ", "position far: x = 99999.0 µm is outside the limits"]),
                Mistake(
                    testDescription: "over budget",
                    text: "acquisition: {channels: [nuclei], time_plan: {interval: 1, loops: 99}}\n"
                        + "light: {budget: {per_position: 1 J/cm2}}\nagent: {policy: fixed}\n",
                    says: ["light budget per position", "J/cm2", "allowed are 1.0 J/cm2"]),
                Mistake(
                    testDescription: "exposure beyond the camera",
                    text: "channels: [{config: phase, exposure: 60000}]\n",
                    says: ["channel phase: an exposure of 60000.0 ms is outside the camera's"]),
                Mistake(
                    testDescription: "negative exposure",
                    text: "channels: [{config: phase, exposure: -5}]\n",
                    says: ["bad.yaml:1:38: ", "longer than 0"]),
                Mistake(
                    testDescription: "unknown policy",
                    text: "acquisition: {channels: [phase]}\nagent: {policy: evnt-driven}\n",
                    says: ["bad.yaml:2:17: ", "event-driven"]),
            ]

            static let inRigFile = [
                Mistake(testDescription: "gate: camra", text: "gate: camera", says: ["camera"]),
                Mistake(
                    testDescription: "pixel: 0.325 kg", text: "pixel: 0.325 um", says: ["length"]),
                Mistake(
                    testDescription: "setle: 50 ms", text: "settle: 50 ms",
                    says: ["did you mean \"settle\"?"]),
            ]
        }

        @Test(
            "in an experiment is refused in one line before any light, and leaves nothing",
            arguments: [Mistake.inExperiment])
        func experiments(_ mistakes: [Mistake]) async throws {
            let laboratory = try await Laboratory()
            for mistake in mistakes {
                let experiment = try laboratory.write(mistake.text, to: "bad.yaml")

                let ending = try await laboratory.tarsier(
                    "run", experiment, "--rig", laboratory.rigFile, "--out", "run")
                let check = try await laboratory.tarsier(
                    "check", experiment, "--rig", laboratory.rigFile)

                expectRefusal(ending, mistake)
                expectRefusal(check, mistake)
                #expect(!laboratory.exists("run"), "\(mistake.testDescription)")
            }
            let truth = try await laboratory.endAndTellTruth()
            #expect(truth.lights.isEmpty)
            #expect(truth.exposures.isEmpty)
        }

        @Test("in a rig file is refused with its place", arguments: [Mistake.inRigFile])
        func rigFiles(_ mistakes: [Mistake]) async throws {
            let laboratory = try await Laboratory()
            let right = try String(contentsOfFile: laboratory.rigFile, encoding: .utf8)
            let experiment = try laboratory.write("channels: [phase]\n", to: "plan.yaml")
            for mistake in mistakes {
                let wrong = right.replacing(mistake.text, with: mistake.testDescription)
                try #require(wrong != right)
                let rig = try laboratory.write(wrong, to: "bad.yaml")

                let ending = try await laboratory.tarsier(
                    "run", experiment, "--rig", rig, "--out", "r")

                expectRefusal(ending, mistake)
                #expect(ending.errors.contains(#/bad\.yaml:\d+:\d+: /#), "\(ending.errors)")
            }
            #expect(!laboratory.exists("r"))
            #expect(try await laboratory.endAndTellTruth().lights.isEmpty)
        }

        private func expectRefusal(_ ending: ChildProcess.Ending, _ mistake: Mistake) {
            #expect(ending.code == 2, "\(mistake.testDescription)")
            #expect(ending.complaints.count == 1, "\(ending.errors)")
            for words in mistake.says {
                #expect(
                    ending.errors.contains(words), "\(mistake.testDescription): \(ending.errors)")
            }
        }

        @Test("files and folders that will not do are named")
        func files() async throws {
            let laboratory = try await Laboratory()
            let rig = laboratory.rigFile
            try laboratory.write("channels: [phase]\n", to: "plan.yaml")
            let done = try await laboratory.tarsier(
                "run", "plan.yaml", "--rig", rig, "--out", "done")
            try #require(done.code == 0, "\(done.errors)")
            let refusals = [
                ("there is a run already", ["run", "plan.yaml", "--rig", rig, "--out", "done"]),
                ("the run is complete", ["resume", "done"]),
                ("nowhere.yaml: there is no such file", ["run", "nowhere.yaml", "--rig", rig]),
                ("/: this is a folder", ["run", "/", "--rig", rig]),
                (
                    "nowhere.yaml: there is no such file",
                    ["run", "plan.yaml", "--rig", "nowhere.yaml"]
                ),
                (
                    "create folder plan.yaml: something else of that name is there already",
                    ["run", "plan.yaml", "--rig", rig, "--out", "plan.yaml/x"]
                ),
                ("nowhere: there is no such folder", ["resume", "nowhere"]),
                ("nowhere: there is no such folder", ["report", "nowhere"]),
                ("nowhere: there is no such folder", ["pause", "nowhere"]),
                ("rig: this is no folder of a run", ["report", "rig"]),
                ("done: nobody is running it", ["pause", "done"]),
                ("there are other files", ["run", "plan.yaml", "--rig", rig, "--out", "rig"]),
                ("unknown channel \"fase\"", ["snap", "--rig", rig, "--channel", "fase"]),
                (
                    "leaves the sensor",
                    ["snap", "--rig", rig, "--channel", "phase", "--size", "9999"]
                ),
                (
                    "there is no folder",
                    ["snap", "--rig", rig, "--channel", "phase", "--out", "nowhere/snap.tif"]
                ),
            ]

            for (words, arguments) in refusals {
                let isRun = arguments[0] == "run" && !arguments.contains("--out")
                let ending = try await laboratory.start(arguments + (isRun ? ["--out", "r"] : []))
                    .ending()
                #expect(ending.code == 2, "\(arguments)")
                #expect(ending.complaints.count == 1, "\(ending.errors)")
                #expect(ending.errors.contains(words), "\(ending.errors)")
            }

            #expect(!laboratory.exists("r"))
            #expect(!laboratory.exists("nowhere"))
            #expect(!laboratory.exists("snap.ome.tif"))
            // The one exposure is that of the run that was right.
            #expect(try await laboratory.endAndTellTruth().exposures.count == 1)
        }
    }
}
