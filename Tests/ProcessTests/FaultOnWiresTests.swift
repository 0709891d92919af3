import Acquisition
import Foundation
import Testing

extension WholePrograms {
    @Suite("Faults over real wires")
    struct FaultOnWiresTests {
        /// What goes wrong at the rig, and what the one line about it names.
        struct Fault: CustomTestStringConvertible {
            var text: String
            var says: String
            /// Real seconds for which light may go on beyond its exposure.
            var graceSeconds = 0.25

            var device: String { String(text.prefix { $0 != ":" }) }
            var testDescription: String { text }

            static let all = [
                Fault(text: "engine:unplug@req:SET CH#12", says: "the connection is gone"),
                Fault(text: "engine:garbage@req:SET CH#12+", says: "makes no sense"),
                Fault(text: "engine:silence@req:SET CH#12", says: "no answer"),
                Fault(text: "engine:ignored@req:SET CH#12", says: "reads back"),
                Fault(text: "stage:unplug@req:M #8", says: "the connection is gone"),
                Fault(text: "stage:garbage@req:M #8", says: "makes no sense"),
                Fault(text: "stage:silence@req:M #8", says: "no answer"),
                Fault(text: "stage:flood@req:M #8", says: "makes no sense"),
                Fault(text: "camera:skip@frame:20", says: "frame 20"),
                Fault(text: "camera:repeat@frame:20", says: "frame 20 came twice"),
                Fault(text: "camera:drop@frame:20", says: "frame"),
                Fault(text: "camera:shape@frame:20", says: "frame"),
                Fault(text: "camera:checksum@frame:20", says: "damaged"),
                // Trigger 21 is the lamp's, which the controller must switch off without a camera.
                Fault(text: "camera:stop@req:trigger#21", says: "no answer"),
                // Who waits for an answer does not beat: the guard goes dark after its 2 s.
                Fault(text: "camera:silence@req:trigger#21", says: "no answer", graceSeconds: 2.5),
            ]
        }

        @Test(
            "in mid-run end it dark, in one clear line, and keep its frames", arguments: Fault.all)
        func endsDark(_ fault: Fault) async throws {
            let laboratory = try await Laboratory(["--fault", fault.text])
            let experiment = try laboratory.write(plan(timePoints: 100), to: "plan.yaml")

            let ending = try await laboratory.tarsier(
                "run", experiment, "--rig", laboratory.rigFile, "--out", "run")
            let report = try await laboratory.tarsier("report", "run")
            let journal = try laboratory.journal("run")
            let truth = try await laboratory.endAndTellTruth()

            #expect(ending.code == 1)
            let frames = try journal.frames()
            let lines = ending.complaints.filter { !$0.hasPrefix("ALARM ") }
            #expect(lines.count == 1, "\(ending.errors)")
            let beginning = "failed, \(frames.count) frames kept: \(fault.device): "
            #expect(lines.first?.hasPrefix(beginning) == true, "\(ending.errors)")
            #expect(lines.first?.contains(fault.says) == true, "\(ending.errors)")
            let state = try #require(try journal.lastState())
            #expect(state.state == .failed)
            #expect(state.reason.contains("\(fault.device): "))
            #expect(state.reason.contains("failed, \(frames.count) frames kept"))
            #expect(report.code == 0, "\(report.errors)")
            #expect(report.output.contains("failed"))
            #expect(truth.endedDark)
            let longest = truth.lights.map(\.seconds).max() ?? .infinity
            #expect(longest < 0.05 + fault.graceSeconds * laboratory.speed)
            // All light is booked, also that of frames which were on their way.
            #expect(try journal.exposures().count >= truth.exposures.count)
            #expect(truth.exposures.count - frames.count <= RunSettings().frameQueueCapacity + 1)
        }

        @Test(
            "snap ends dark as well, in one clear line",
            arguments: ["camera:stop@req:trigger#1", "camera:silence@req:trigger#1"])
        func snapEndsDark(_ fault: String) async throws {
            let laboratory = try await Laboratory(["--fault", fault])

            let snap = try await laboratory.tarsier(
                "snap", "--rig", laboratory.rigFile, "--channel", "phase")
            let truth = try await laboratory.endAndTellTruth()

            #expect(snap.code == 1)
            let lines = snap.complaints.filter { !$0.hasPrefix("ALARM ") }
            #expect(lines.count == 1, "\(snap.errors)")
            #expect(lines.first?.contains("camera: ") == true, "\(snap.errors)")
            #expect(!laboratory.exists("snap.ome.tif"))
            #expect(truth.endedDark)
            let longest = truth.lights.map(\.seconds).max() ?? .infinity
            #expect(longest < 0.01 + 0.25 * laboratory.speed)
        }

        @Test("a run that failed goes on when the device is back")
        func resumesAfterUnplug() async throws {
            let laboratory = try await Laboratory(["--fault", "engine:unplug@60+60"])
            let experiment = try laboratory.write(plan(timePoints: 60), to: "plan.yaml")
            let first = try await laboratory.tarsier(
                "run", experiment, "--rig", laboratory.rigFile, "--out", "run")
            try await laboratory.wait(for: "the engine") { laboratory.exists("rig/engine") }

            let second = try await laboratory.tarsier("resume", "run")

            #expect(first.code == 1)
            #expect(second.code == 0, "\(second.errors)")
            let journal = try laboratory.journal("run")
            // Each event was exposed once; a frame that was on its way at the failure is lost.
            let exposed = try journal.exposures().map(\.eventIndex)
            let kept = Set(try journal.frames().map(\.eventIndex))
            #expect(exposed.count == 240 && Set(exposed).count == 240)
            #expect(kept.isSubset(of: exposed))
            #expect(kept.count >= 240 - RunSettings().frameQueueCapacity - 1)
        }

        @Test("a port that is missing is named before any light")
        func missingPort() async throws {
            let laboratory = try await Laboratory()
            let rig = try String(contentsOfFile: laboratory.rigFile, encoding: .utf8)
            let moved = try laboratory.write(
                rig.replacing("/rig/engine", with: "/rig/nowhere"), to: "moved.yaml")
            let experiment = try laboratory.write(plan(timePoints: 2), to: "plan.yaml")

            let ending = try await laboratory.tarsier(
                "run", experiment, "--rig", moved, "--out", "run")

            #expect(ending.code == 2)
            #expect(ending.complaints.count == 1)
            #expect(ending.errors.contains("engine: "))
            #expect(ending.errors.contains("nowhere: it does not exist"))
            #expect(!laboratory.exists("run"))
            #expect(try await laboratory.endAndTellTruth().lights.isEmpty)
        }

        @Test("a rig that another run has is refused, and that run goes on")
        func busyPort() async throws {
            let laboratory = try await Laboratory()
            let experiment = try laboratory.write(plan(timePoints: 40), to: "plan.yaml")
            let first = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "first"])
            try await laboratory.waitForFrames(1, in: "first")

            let second = try await laboratory.tarsier(
                "run", experiment, "--rig", laboratory.rigFile, "--out", "second")
            let third = try await laboratory.tarsier("resume", "first")

            #expect(second.code == 2)
            #expect(second.complaints.count == 1)
            #expect(second.errors.contains("stage: "))
            #expect(second.errors.contains("another program is using it"))
            #expect(!laboratory.exists("second"))
            #expect(third.code == 2)
            #expect(third.errors.contains("in use by process"))
            #expect(try await first.ending().code == 0)
            #expect(try await laboratory.endAndTellTruth().exposures.count == 160)
        }
    }
}
