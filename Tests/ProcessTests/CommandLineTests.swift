import Foundation
import Testing

extension WholePrograms {
    @Suite("The command line")
    struct CommandLineTests {
        /// A way to call the program wrongly, without touching any device.
        private static let wrongCalls: [[String]] = [
            ["bogus"], ["run"], ["run", "plan.yaml", "--rig", "rig.yaml"],
            ["snap", "--rig", "rig.yaml", "--channel", "phase", "--exposure", "nan"],
            ["snap", "--rig", "rig.yaml", "--channel", "phase", "--exposure=-5"],
            ["snap", "--rig", "rig.yaml", "--channel", "phase", "--exposure", "1e300"],
            ["snap", "--rig", "rig.yaml", "--channel", "phase", "--size", "0"],
            ["check", "plan.yaml", "--rig", "rig.yaml", "--sensor", "128x"],
            ["check", "plan.yaml", "--rig", "rig.yaml", "--sensor", "99999999999999999999x1"],
            ["rehearse", "plan.yaml", "--policies", "bold"],
            ["rehearse", "plan.yaml", "--seeds", "0"],
            ["predict", "restore", "in.tif"], ["evaluate", "restore"],
            ["predict", "restore", "in.tif", "out.tif", "--tile", "0"],
            ["evaluate", "restore", "--data", "run", "--limit", "0"],
        ]

        private static let options: [String: [String]] = [
            "check": ["<experiment>", "--rig", "--out", "--sensor"],
            "run": ["<experiment>", "--rig", "--out", "--no-report"],
            "resume": ["<run>", "--rig", "--no-report"],
            "devices": ["--rig"],
            "snap": ["--rig", "--channel", "--exposure", "--size", "--out"],
            "rig": ["--folder", "--speed", "--fault", "--stack", "--truth"],
            "report": ["<run>", "--truth"],
            "rehearse": ["<experiment>", "--seeds", "--first-seed", "--policies", "--config"],
            "train": [
                "<network>", "--data", "--out", "--from", "--channel", "--inputs", "--structures",
                "--labels", "--history", "--blind", "--seed", "--steps", "--minutes", "--workers",
                "--limit",
                "--widths", "--block",
            ],
            "predict": [
                "<package>", "<input>", "<output>", "--channel", "--tile", "--labels", "--networks",
            ],
            "evaluate": [
                "<package>", "--data", "--channel", "--labels", "--restore", "--limit", "--html",
                "--json", "--networks",
            ],
            "models": ["<packages>", "--speed", "--networks"],
            "pause": ["<run>"], "continue": ["<run>"], "stop": ["<run>"],
        ]

        @Test("help names every command, every option and the exit codes")
        func help() async throws {
            let whole = try await run(["--help"])
            for (code, word) in ["completed", "failed", "refused", "stopped"].enumerated() {
                #expect(whole.output.contains("\(code) \(word)"))
            }
            #expect(whole.output.contains("64 a wrong command"))

            for (command, options) in Self.options {
                #expect(whole.output.contains("  \(command) "))
                let help = try await run([command, "--help"])
                #expect(help.code == 0)
                for option in options {
                    let described = help.output.split(separator: "\n").contains {
                        $0.hasPrefix("  \(option) ")
                    }
                    #expect(described, "\(command) \(option)")
                }
            }
        }

        @Test("a wrong call ends with 64 and says how it is done", arguments: [wrongCalls])
        func wrongCall(_ calls: [[String]]) async throws {
            for arguments in calls {
                let ending = try await run(arguments)

                #expect(ending.code == 64, "\(arguments): \(ending.errors)")
                #expect(ending.errors.contains("Usage: tarsier"), "\(arguments)")
            }
        }

        private func run(_ arguments: [String]) async throws -> ChildProcess.Ending {
            let folder = NSTemporaryDirectory() + "tarsier-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }  // Only temporary files.
            let process = try ChildProcess(
                Programs.built("tarsier"), arguments, in: folder, name: "call")
            return try await process.ending()
        }

        @Test("devices and check say what is there and what a run would cost, in the dark")
        func inTheDark() async throws {
            let laboratory = try await Laboratory()
            try laboratory.write(plan(timePoints: 10), to: "plan.yaml")

            let devices = try await laboratory.tarsier("devices", "--rig", laboratory.rigFile)
            let check = try await laboratory.tarsier(
                "check", "plan.yaml", "--rig", laboratory.rigFile)
            let offline = try await laboratory.tarsier(
                "check", "plan.yaml", "--rig", laboratory.rigFile, "--sensor", "128x128")

            #expect(devices.code == 0, "\(devices.errors)")
            for word in ["stage", "engine", "camera", "128 × 128"] {
                #expect(devices.output.contains(word))
            }
            #expect(!devices.output.contains("FAILED"))
            #expect(check.code == 0, "\(check.errors)")
            #expect(check.output.contains("40 at most, in 2 fields"))
            #expect(check.output == offline.output || offline.output.contains("40 at most"))
            #expect(try await laboratory.endAndTellTruth().lights.isEmpty)
        }

        @Test("devices says which device is not there")
        func missingDevice() async throws {
            let laboratory = try await Laboratory(["--fault", "engine:silence"])

            let devices = try await laboratory.tarsier("devices", "--rig", laboratory.rigFile)

            #expect(devices.code == 2)
            let states = devices.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
            #expect(states.filter { $0.contains("FAILED") }.count == 1, "\(devices.output)")
            #expect(states.contains { $0.hasPrefix("engine") && $0.contains("FAILED") })
        }

        private struct Snap: Encodable {
            var path: String
            var shape: [Int]
        }

        @Test(
            "snap writes what tifffile opens",
            .enabled(if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
        func snap() async throws {
            let laboratory = try await Laboratory()
            let rig = laboratory.rigFile

            let whole = try await laboratory.tarsier("snap", "--rig", rig, "--channel", "phase")
            let part = try await laboratory.tarsier(
                "snap", "--rig", rig, "--channel", "nuclei", "--size", "50", "--exposure", "20",
                "--out", "part.tif")

            #expect(whole.code == 0, "\(whole.errors)")
            #expect(whole.output == "snap.ome.tif: 128 × 128 pixels\n")
            #expect(part.code == 0, "\(part.errors)")
            let reader = try await PythonReader.check(snapshots: [
                Snap(path: laboratory.folder + "/snap.ome.tif", shape: [128, 128]),
                Snap(path: laboratory.folder + "/part.tif", shape: [50, 50]),
            ])
            #expect(reader.code == 0, "\(reader.errors)")
            let truth = try await laboratory.endAndTellTruth()
            #expect(truth.exposures.count == 2)
            #expect(truth.endedDark)
        }
    }
}
