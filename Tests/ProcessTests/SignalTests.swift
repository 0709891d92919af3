import Acquisition
import Glibc
import Testing

extension WholePrograms {
    @Suite("Signals and wishes")
    struct SignalTests {
        /// A way in which a person or the system ends a run.
        struct Way: CustomTestStringConvertible {
            var testDescription: String
            var signals: [Int32]
        }

        private static let ways = [
            Way(testDescription: "Ctrl-C", signals: [SIGINT]),
            Way(testDescription: "Ctrl-C twice", signals: [SIGINT, SIGINT]),
            Way(testDescription: "SIGTERM", signals: [SIGTERM]),
            Way(testDescription: "a closed terminal", signals: [SIGHUP]),
        ]

        @Test("end a run dark and tidy, and it can be resumed", arguments: ways)
        func ends(_ way: Way) async throws {
            let laboratory = try await Laboratory()
            let experiment = try laboratory.write(plan(timePoints: 25), to: "plan.yaml")
            let run = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "run"])
            try await laboratory.waitForFrames(4, in: "run")

            for signal in way.signals { run.signal(signal) }
            let asked = ContinuousClock.now
            let ending = try await run.ending()
            let seconds = ContinuousClock.now - asked
            let state = try laboratory.journal("run").lastState()
            let kept = try laboratory.journal("run").frames().count
            let resumed = try await laboratory.tarsier("resume", "run")
            let truth = try await laboratory.endAndTellTruth()

            #expect(ending.code == 3)
            #expect(ending.complaints.count == 1, "\(ending.errors)")
            #expect(ending.errors.contains("stopped, \(kept) frames kept"))
            #expect(seconds < .seconds(3))
            #expect(state?.state == .cancelled)
            #expect(!laboratory.exists("run/reserve"))
            #expect(kept < 100)
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("completed, 100 frames kept"))
            #expect(truth.exposures.count == 100)
            #expect(truth.endedDark)
        }

        @Test("pause, continue and stop reach a run from another terminal")
        func wishes() async throws {
            let laboratory = try await Laboratory()
            let experiment = try laboratory.write(plan(timePoints: 100), to: "plan.yaml")
            let run = try laboratory.start(
                ["run", experiment, "--rig", laboratory.rigFile, "--out", "run"])
            try await laboratory.waitForFrames(4, in: "run")
            func states() throws -> [StateRecord.State] {
                try laboratory.journal("run").states().map(\.state)
            }

            #expect(try await laboratory.tarsier("pause", "run").code == 0)
            try await laboratory.wait(for: "the pause") { try states().last == .paused }
            let begun = try laboratory.journal("run").intents().count
            try await Task.sleep(for: .milliseconds(200))
            #expect(try laboratory.journal("run").intents().count == begun)
            #expect(try await laboratory.tarsier("continue", "run").code == 0)
            try await laboratory.waitForFrames(begun + 4, in: "run")
            #expect(try await laboratory.tarsier("stop", "run").code == 0)
            let ending = try await run.ending()
            let late = try await laboratory.tarsier("stop", "run")

            #expect(ending.code == 3)
            #expect(try states() == [.running, .paused, .running, .finishing, .cancelled])
            #expect(late.code == 2)
            #expect(late.errors == "run: nobody is running it now\n")
            #expect(try await laboratory.endAndTellTruth().endedDark)
        }

        @Test("Ctrl-C during a long snap leaves it dark")
        func snap() async throws {
            let laboratory = try await Laboratory(speed: 1)
            let snap = try laboratory.start(
                ["snap", "--rig", laboratory.rigFile, "--channel", "phase", "--exposure", "9000"])
            // The rig writes its truth when light ends, so the stage's own answer must do.
            try await Task.sleep(for: .seconds(2))
            #expect(snap.isRunning)

            snap.signal(SIGINT)
            let ending = try await snap.ending()
            try await Task.sleep(for: .milliseconds(500))
            let truth = try await laboratory.endAndTellTruth()

            #expect(ending.code != 0)
            #expect(truth.lights.count == 1)
            #expect(truth.endedDark)
            #expect((truth.lights.first?.seconds ?? 9) < 3)
            #expect(!laboratory.exists("snap.ome.tif"))
        }
    }
}
