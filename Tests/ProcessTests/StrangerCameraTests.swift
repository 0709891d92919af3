import Acquisition
import Foundation
import Testing

extension WholePrograms {
    @Suite(
        "The camera server of the protocol page",
        .enabled(if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
    struct StrangerCameraTests {
        /// The example's own addresses; any free port takes their place.
        private static let control = "tcp://127.0.0.1:5701"
        private static let data = "tcp://127.0.0.1:5702"

        @Test("works with snap and run as it stands there")
        func asOnThePage() async throws {
            let laboratory = try await Laboratory(speed: 1, settings: "{}")
            let server = try ChildProcess(
                URL(filePath: try #require(Programs.python)), ["-B", try script(laboratory)],
                in: laboratory.folder, name: "server")
            try await laboratory.wait(for: "the camera server") { laboratory.exists("addresses") }
            let rig = try rigFile(laboratory)
            try laboratory.write(
                "acquisition: {channels: [phase, nuclei], time_plan: {interval: 0.2, loops: 10}}\n"
                    + "region: {size: 100}\n", to: "plan.yaml")

            let devices = try await laboratory.tarsier("devices", "--rig", rig)
            let snap = try await laboratory.tarsier(
                "snap", "--rig", rig, "--channel", "phase", "--size", "200")
            let run = try await laboratory.tarsier("run", "plan.yaml", "--rig", rig, "--out", "run")

            #expect(server.isRunning)
            #expect(devices.code == 0, "\(devices.errors)")
            #expect(devices.output.contains("Python camera"))
            #expect(snap.code == 0, "\(snap.errors)")
            #expect(snap.output.contains("200 × 200"))
            #expect(run.code == 0, "\(run.errors)")
            #expect(try laboratory.journal("run").frames().count == 20)
        }

        /// The page's program, word for word but for its two ports, which it writes to a file instead.
        private func script(_ laboratory: Laboratory) throws -> String {
            let page = try String(
                contentsOf: Programs.packageRoot.appending(path: "docs/camera-protocol.md"),
                encoding: .utf8)
            let after = try #require(page.components(separatedBy: "```python\n").dropFirst().first)
            let program = try #require(after.components(separatedBy: "```").first)
            try #require(program.contains(Self.control) && program.contains(Self.data))
            let announcement = """
                with open("addresses.partial", "w") as file:
                    for socket in (control, data):
                        file.write(socket.get_string(zmq.LAST_ENDPOINT) + "\\n")
                __import__("os").rename("addresses.partial", "addresses")

                while True:
                """
            let adapted =
                program
                .replacing(Self.control, with: "tcp://127.0.0.1:*")
                .replacing(Self.data, with: "tcp://127.0.0.1:*")
                .replacing("while True:", with: announcement, maxReplacements: 1)
            return try laboratory.write(adapted, to: "server.py")
        }

        /// The simulated rig's file with the stranger's camera in it.
        private func rigFile(_ laboratory: Laboratory) throws -> String {
            let addresses = try String(
                contentsOfFile: laboratory.folder + "/addresses", encoding: .utf8
            ).split(separator: "\n")
            try #require(addresses.count == 2)
            let lines = try String(contentsOfFile: laboratory.rigFile, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false)
            let camera =
                "  camera: {driver: zmq-camera, control: \"\(addresses[0])\", data: \"\(addresses[1])\"}"
            return try laboratory.write(
                lines.map { $0.hasPrefix("  camera:") ? camera : String($0) }.joined(
                    separator: "\n"),
                to: "rig.yaml")
        }
    }
}
