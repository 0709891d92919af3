import Acquisition
import Foundation
import Testing

extension WholePrograms {
    @Suite("A full disk")
    struct FullDiskTests {
        /// Whether this machine lets us have a small disk of our own for a moment.
        private static let canMount: Bool = {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/unshare")
            process.arguments = [
                "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt",
            ]
            process.standardError = FileHandle.nullDevice
            do { try process.run() } catch { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }()

        private struct Kept: Encodable { var folder: String }

        @Test(
            "ends a run as failed: the journal says so and what was kept reads back",
            .enabled(if: canMount, "no tmpfs can be mounted here"),
            .enabled(
                if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
        func fillsInMidRun() async throws {
            let laboratory = try await Laboratory()
            try laboratory.write(plan(timePoints: 200), to: "plan.yaml")
            // The disk exists only for this script, whose last act is to copy what is on it.
            let script = try laboratory.write(
                """
                set -u
                mkdir disk && mount -t tmpfs -o size=64m none disk || exit 99
                "$1" run plan.yaml --rig rig/rig.yaml --out disk/run &
                for i in $(seq 250); do [ -e disk/run/raw.ome.zarr/0/0/c/5 ] && break; sleep 0.02; done
                cat /dev/zero > disk/other-data
                wait $!; code=$?
                "$1" report disk/run || exit 98
                cp -r disk/run run
                exit $code
                """, to: "fill.sh")

            let tarsier = try Programs.built("tarsier").path
            let process = try ChildProcess(
                URL(filePath: "/usr/bin/unshare"),
                ["--map-root-user", "--mount", "sh", script, tarsier], in: laboratory.folder,
                name: "fill")
            let ending = try await process.ending()
            let truth = try await laboratory.endAndTellTruth()

            #expect(ending.code == 1, "\(ending.errors)")
            let journal = try laboratory.journal("run")
            let frames = try journal.frames()
            let line = ending.complaints.first { $0.hasPrefix("failed, ") }
            #expect(
                line?.hasPrefix("failed, \(frames.count) frames kept") == true, "\(ending.errors)")
            #expect(line?.contains("the disk is full") == true, "\(ending.errors)")
            #expect(ending.output.contains("failed"))
            let state = try #require(try journal.lastState())
            #expect(state.state == .failed)
            #expect(state.reason.contains("the disk is full"))
            #expect(frames.count >= 20)
            #expect(truth.endedDark)
            // All that shone is booked; the last one may have been stopped before it shone.
            let booked = try journal.exposures()
            let shone = truth.exposures.count
            #expect((shone...shone + 1).contains(booked.count), "\(booked.count) of \(shone)")
            #expect(booked.count { !$0.isUncertain } <= shone)
            let reader = try await PythonReader.check([Kept(folder: laboratory.folder + "/run")])
            #expect(reader.code == 0, "\(reader.output)\(reader.errors)")
        }

        @Test(
            "that cannot hold the run refuses it before any light",
            .enabled(if: canMount, "no tmpfs can be mounted here"))
        func tooSmall() async throws {
            let laboratory = try await Laboratory()
            try laboratory.write(plan(timePoints: 20_000), to: "plan.yaml")
            let script = try laboratory.write(
                """
                mkdir disk && mount -t tmpfs -o size=4m none disk || exit 99
                "$1" run plan.yaml --rig rig/rig.yaml --out disk/run; code=$?
                ls disk
                exit $code
                """, to: "small.sh")

            let tarsier = try Programs.built("tarsier").path
            let process = try ChildProcess(
                URL(filePath: "/usr/bin/unshare"),
                ["--map-root-user", "--mount", "sh", script, tarsier], in: laboratory.folder,
                name: "small")
            let ending = try await process.ending()

            #expect(ending.code == 2)
            #expect(ending.complaints.count == 1, "\(ending.errors)")
            #expect(ending.errors.contains("are free"))
            #expect(ending.output.isEmpty)
            #expect(try await laboratory.endAndTellTruth().lights.isEmpty)
        }
    }
}
