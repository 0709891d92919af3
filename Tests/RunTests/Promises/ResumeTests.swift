import Acquisition
import SimulatedRig
import Synchronization
import Testing

@testable import Rehearsal

@Suite("Resume")
struct ResumeTests {
    @Test("after a stop at any moment takes each planned frame exactly once")
    func afterStop() throws {
        var random = SplitMix64(seed: 7)
        let counts = try Self.jobsOfWholeRun()
        for round in 0..<30 {
            let beats = Int.random(in: 1...60, using: &random)
            var rehearsal = try Self.rehearsal(schedulingSeed: UInt64(round) + 1)
            let control = rehearsal.control
            let beaten = Mutex(0)
            rehearsal.settings.beat = {
                let count = beaten.withLock { count in
                    count += 1
                    return count
                }
                if count == beats { control.stop("enough") }
                return true
            }
            let first = try rehearsal.live()
            let second = try Self.rehearsal(schedulingSeed: UInt64(round) + 100).live(after: first)
            let truth = second.endRig().truth

            #expect(counts > 0)
            let mayComplete = beats >= 36
            #expect(
                first.outcome?.state == .cancelled
                    || mayComplete && first.outcome?.state == .completed)
            #expect(second.outcome?.state == .completed, "\(second.outcome?.reason ?? "")")
            #expect(second.outcome?.frameCount == Self.eventCount)
            #expect(EventCount(truth).counts.count == Self.eventCount, "stopped at beat \(beats)")
            #expect(EventCount(truth).counts.values.allSatisfy { $0 == 1 }, "beat \(beats)")
            #expect(try second.journal.frames().count == Self.eventCount)
        }
    }

    @Test("after a failure at any moment goes to the end, though a frame on its way was lost")
    func afterFailure() throws {
        var lost = 0
        for beats in 1...40 {
            var rehearsal = try Self.rehearsal(schedulingSeed: UInt64(beats))
            let beaten = Mutex(0)
            rehearsal.settings.beat = {
                beaten.withLock { count in
                    count += 1
                    return count < beats
                }
            }
            let first = try rehearsal.live()
            let second = try Self.rehearsal(schedulingSeed: UInt64(beats) + 100).live(after: first)
            let truth = second.endRig().truth

            let hasFailed = first.outcome?.state == .failed
            #expect(hasFailed || first.outcome?.state == .completed)
            #expect(second.outcome?.state == .completed, "\(second.outcome?.reason ?? "")")
            let exposures = try second.journal.exposures()
            let frames = try second.journal.frames()
            #expect(EventCount(truth).counts.values.allSatisfy { $0 == 1 }, "beat \(beats)")
            #expect(exposures.count == Self.eventCount, "beat \(beats)")
            lost += exposures.count { !$0.isUncertain } - frames.count
            Self.expectBooked(second, truth, "beat \(beats)")
        }
        #expect(lost > 0, "no failure came while a frame was on its way")
    }

    @Test("after a kill at any moment exposes nothing twice and counts what may have been")
    func afterKill() throws {
        var random = SplitMix64(seed: 11)
        let jobCount = try Self.jobsOfWholeRun()
        for round in 0..<40 {
            let jobs = Int.random(in: 1..<jobCount, using: &random)
            var rehearsal = try Self.rehearsal(schedulingSeed: 1)
            rehearsal.killedAfterJobs = jobs
            let first = try rehearsal.live()
            let unsettled = try first.journal.unsettledIntents()
            let second = try Self.rehearsal(schedulingSeed: UInt64(round) + 100).live(after: first)
            let truth = second.endRig().truth
            let events = EventCount(truth).counts

            #expect(first.outcome == nil)
            #expect(second.outcome?.state == .completed, "\(second.outcome?.reason ?? "")")
            #expect(events.values.allSatisfy { $0 == 1 }, "killed after \(jobs) jobs: \(events)")
            #expect(events.count >= Self.eventCount - unsettled.count, "killed after \(jobs) jobs")
            let exposures = try second.journal.exposures()
            let uncertain = exposures.filter(\.isUncertain)
            #expect(Set(uncertain.map(\.eventIndex)) == Set(unsettled.map(\.eventIndex)))
            #expect(exposures.count == Self.eventCount)
            Self.expectBooked(second, truth, "killed after \(jobs) jobs")
        }
    }

    @Test("after several kills still exposes nothing twice")
    func afterManyKills() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            var life: Life?
            for _ in 0..<6 {
                var rehearsal = try Self.rehearsal(schedulingSeed: random.next())
                rehearsal.killedAfterJobs = Int.random(in: 200..<1500, using: &random)
                life = try rehearsal.live(after: life)
                if life?.outcome != nil { break }
            }
            let last = try Self.rehearsal(schedulingSeed: 1).live(after: life)
            let truth = last.endRig().truth

            #expect(last.outcome?.state == .completed, "seed \(seed)")
            #expect(EventCount(truth).counts.values.allSatisfy { $0 == 1 }, "seed \(seed)")
            #expect(try last.journal.exposures().count == Self.eventCount, "seed \(seed)")
            Self.expectBooked(last, truth, "seed \(seed)")
        }
    }

    @Test("goes on with what the agent had decided")
    func withAgent() throws {
        for beats in [3, 200, 400, 777] {
            let experiment = try Samples.experiment(Samples.watch(loops: 8))
            var rehearsal = Rehearsal(experiment: experiment, rig: Samples.rig(sensor: 256))
            let control = rehearsal.control
            let beaten = Mutex(0)
            rehearsal.settings.beat = {
                if beaten.withLock({ count in
                    count += 1; return count
                }) == beats {
                    control.stop("enough")
                }
                return true
            }
            let first = try rehearsal.live()
            let second = try Rehearsal(experiment: experiment, rig: Samples.rig(sensor: 256))
                .live(after: first)
            let truth = second.endRig().truth
            let frames = try second.journal.frames().count
            let skips = try second.journal.skips().count

            #expect(second.outcome?.state == .completed, "\(second.outcome?.reason ?? "")")
            #expect(frames + skips == 32, "stopped at beat \(beats)")
            #expect(truth.exposures.count == frames, "stopped at beat \(beats)")
            #expect(truth.exposures.filter { $0.light.first?.line == "LED" }.count == 16)
        }
    }

    static let eventCount = 36

    private static func rehearsal(schedulingSeed: UInt64) throws -> Rehearsal {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.distinctPlaces), rig: Samples.rig())
        rehearsal.rig.stack = FlatStack.path
        rehearsal.schedulingSeed = schedulingSeed
        return rehearsal
    }

    private static func jobsOfWholeRun() throws -> Int {
        let life = try rehearsal(schedulingSeed: 1).live()
        #expect(life.outcome?.state == .completed)
        return life.jobCount
    }

    private static func expectBooked(_ life: Life, _ truth: RigTruth, _ what: String) {
        let booked = (try? Booked(life.journal).lines) ?? [:]
        for (line, given) in TrueDose(truth).lines {
            let counted = booked[line]?.joulesPerCm2 ?? 0
            #expect(
                counted >= given.joulesPerCm2 * 0.98,
                "\(what): \(line): booked \(counted), given \(given.joulesPerCm2) J/cm2")
        }
    }
}

/// How often each event of a plan of distinct places was exposed, by the truth.
struct EventCount {
    struct Event: Hashable {
        let x: Int
        let y: Int
        let z: Int
        let line: String
    }

    private(set) var counts: [Event: Int] = [:]

    init(_ truth: RigTruth) {
        for exposure in truth.exposures {
            let event = Event(
                x: Int((exposure.xMicrometers / 50).rounded()),
                y: Int((exposure.yMicrometers / 50).rounded()),
                z: Int((exposure.zMicrometers / 5).rounded()),
                line: exposure.light.map(\.line).joined(separator: " and "))
            counts[event, default: 0] += 1
        }
    }
}
