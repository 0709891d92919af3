import Acquisition
import Foundation
import Glibc
import Testing

extension WholePrograms {
    @Suite(
        "Killed runs",
        .enabled(if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
    struct KilledRunTests {
        /// What the script that checks the runs is told of one.
        private struct KilledRun: Encodable {
            var folder: String
            var truth: String
            var isComplete = true
            /// Event and checksum of every frame that was acknowledged after some kill.
            var acknowledged: [String: UInt32] = [:]
        }

        private static let speed = 120.0
        private static let timePoints = 400
        /// Goal of the guard on a loaded machine, and the wires' own time.
        private static let guardSeconds = 0.25

        @Test("killed at 100 moments, nothing acknowledged is lost and nothing is exposed twice")
        func killedAtRandomMoments() async throws {
            var laboratories: [Laboratory] = []
            var runs: [KilledRun] = []
            var kills = 0
            while kills < 100 {
                let laboratory = try await Laboratory(speed: Self.speed)
                laboratories.append(laboratory)
                // Every other run lights the engine's lines by commands alone, as the lamp always is.
                if laboratories.count % 2 == 0 { try gateBySoftware(laboratory) }
                let atMost = min(50, 100 - kills)
                var run = KilledRun(
                    folder: laboratory.folder + "/run", truth: laboratory.truthPath)
                let added = try await kill(&run, in: laboratory, atMost: atMost, moment: kills)
                try #require(added > 0, "nothing could be killed")
                kills += added
                runs.append(run)
            }

            for laboratory in laboratories {
                let ending = try await laboratory.tarsier("resume", "run", "--no-report")
                // A run may have come to its end before it could be killed again.
                #expect(ending.code == 0 || ending.errors.contains("complete"), "\(ending.errors)")
                let truth = try await laboratory.endAndTellTruth()
                #expect(truth.endedDark)
                let longest = truth.lights.map(\.seconds).max() ?? 0
                print("longest light: \(longest / Self.speed) s")
                #expect(longest < 0.05 + Self.guardSeconds * Self.speed)
            }
            let outcome = try await PythonReader.check(runs)
            print("after \(kills) kills: \(outcome.output)")
            #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        }

        /// Begins or resumes the run and kills it, again and again; returns how often.
        private func kill(
            _ run: inout KilledRun, in laboratory: Laboratory, atMost count: Int, moment: Int
        ) async throws -> Int {
            let experiment = try laboratory.write(
                plan(timePoints: Self.timePoints, interval: 6), to: "plan.yaml")
            let begin = [
                "run", experiment, "--rig", laboratory.rigFile, "--out", "run", "--no-report",
            ]
            var kills = 0
            // Some lives end before their kill, because the ports are still held.
            for _ in 0..<(3 * count) where kills < count {
                let isBegun = laboratory.exists("run/journal.sqlite")
                let life = try laboratory.start(isBegun ? ["resume", "run", "--no-report"] : begin)
                // The golden ratio spreads the moments evenly, however many there are.
                let share = (Double(moment + kills) * 0.618_034).truncatingRemainder(dividingBy: 1)
                try await Task.sleep(for: .milliseconds(500) * share)
                life.signal(SIGKILL)
                let ending = try await life.ending()
                if ending.code == 0 { break }
                // The guard of the life before holds the ports while it darkens them.
                if ending.errors.contains("another program is using it") { continue }
                try #require(ending.code == -SIGKILL, "\(ending.errors)")
                kills += 1
                // The next life would darken what the guard has forgotten: now and then it is late.
                if kills % 4 == 0 { try await Task.sleep(for: .milliseconds(350)) }
                guard laboratory.exists("run/journal.sqlite") else { continue }
                for frame in try laboratory.journal("run").frames() {
                    run.acknowledged["\(frame.eventIndex)"] = frame.checksum
                }
            }
            return kills
        }

        private func gateBySoftware(_ laboratory: Laboratory) throws {
            let text = try String(contentsOfFile: laboratory.rigFile, encoding: .utf8)
            try laboratory.write(
                text.replacing("gate: camera", with: "gate: software"), to: "rig/rig.yaml")
        }
    }
}
