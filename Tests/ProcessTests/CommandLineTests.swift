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

        @Test("help names every command with its options, and the exit codes; so do the documents")
        func help() async throws {
            let whole = try await run(["--help"])
            for (code, word) in ["completed", "failed", "refused", "stopped"].enumerated() {
                #expect(whole.output.contains("\(code) \(word)"))
            }
            #expect(whole.output.contains("64 a wrong command"))
            let commands = Self.commands(in: whole.output)
            #expect(commands.count >= 19, "\(commands)")
            let documents = try Self.documents()

            for command in commands {
                #expect(documents.contains("tarsier \(command)"), "\(command)")
                let help = try await run([command, "--help"])
                #expect(help.code == 0)
                let described = Self.described(help.output)
                #expect(described.keys.contains("--help") || command == "rig", "\(command)")
                for (name, words) in described {
                    #expect(words.count > 8, "\(command) \(name) is not described")
                }
            }
        }

        @Test("the simulated rig has the version of the program that it comes with")
        func version() async throws {
            let own = try await run(["--version"])
            let rig = try await run(["rig", "--version"])

            #expect(own.code == 0 && rig.code == 0)
            #expect(!own.output.isEmpty && own.output == rig.output)
        }

        /// The names under SUBCOMMANDS.
        private static func commands(in help: String) -> [String] {
            let list = help.components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
            let end = list.range(of: "\n\n")?.lowerBound ?? list.endIndex
            return list[..<end].split(separator: "\n").filter {
                $0.hasPrefix("  ") && !$0.hasPrefix("   ")
            }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        }

        /// What stands beside or below each argument and option, by its name.
        private static func described(_ help: String) -> [String: String] {
            var found: [String: String] = [:]
            var name: String?
            for line in help.split(separator: "\n") {
                if line.hasPrefix("  -") || line.hasPrefix("  <") {
                    let head = line.dropFirst(2).prefix { $0 != " " && $0 != "," }
                    let key = line.contains("--help") ? "--help" : String(head)
                    name = key
                    found[key] = String(line.dropFirst(26))
                } else if line.hasPrefix(String(repeating: " ", count: 26)), let name {
                    found[name, default: ""] += line.dropFirst(26)
                } else {
                    name = nil
                }
            }
            return found
        }

        /// All that a newcomer may read.
        private static func documents() throws -> String {
            let root = Programs.packageRoot.path
            let files = FileManager.default
            let names = try files.contentsOfDirectory(atPath: root + "/docs")
                .filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
            return try (names + ["README.md"]).map {
                try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)
            }.joined(separator: "\n")
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
            let again = try await laboratory.tarsier("snap", "--rig", rig, "--channel", "phase")

            #expect(whole.code == 0, "\(whole.errors)")
            #expect(whole.output == "snap.ome.tif: 128 × 128 pixels\n")
            #expect(part.code == 0, "\(part.errors)")
            #expect(again.code == 2)
            #expect(again.errors.contains("snap.ome.tif: this file is there already"))
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
