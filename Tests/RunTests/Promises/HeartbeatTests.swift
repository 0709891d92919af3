import Acquisition
import SimulatedRig
import Synchronization
import Testing

@testable import Rehearsal

@Suite("Heartbeat")
struct HeartbeatTests {
    /// Across the whole stage and back, with nothing to do between: a second and more each time.
    private static let plan = """
        acquisition:
          axis_order: tpc
          time_plan: {interval: 0, loops: 5}
          stage_positions:
            - {name: A, x: -1900, y: -1900}
            - {name: B, x: 1900, y: 1900}
          channels: [{config: phase, exposure: 10}]
        """

    /// A run across the stage that tells `beat` how often it has beaten.
    private func rehearsal(_ beat: @escaping @Sendable (Int) -> Bool) throws -> Rehearsal {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Self.plan), rig: Samples.rig())
        rehearsal.settings.beatInterval = .milliseconds(100)
        let beats = Mutex(0)
        rehearsal.settings.beat = {
            beat(
                beats.withLock { count in
                    count += 1
                    return count
                })
        }
        return rehearsal
    }

    @Test("the guard is told all the time that the run is alive, also while the stage travels")
    func whileMoving() throws {
        let most = Mutex(0)

        let result = try rehearsal { count in
            most.withLock { $0 = count }
            return true
        }.run()

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        let last = try #require(try result.journal.exposures().last)
        let count = Double(most.withLock { $0 })
        // Every 0.1 s; without beats on the way there would be one for each of ten exposures.
        #expect(last.at > 5)
        #expect(count >= last.at / 0.1 * 0.8, "\(count) beats in \(last.at) s")
    }

    @Test("a guard that is gone while the stage travels ends the run before any more light")
    func gone() throws {
        let life = try rehearsal { $0 < 20 }.live()

        #expect(life.outcome?.state == .failed)
        #expect(life.outcome?.reason.contains("guard") == true, "\(life.outcome?.reason ?? "")")
        // Of the first places alone, and for no longer than asked.
        let lights = life.endRig().truth.lights
        #expect(lights.count < 4)
        #expect(lights.allSatisfy { $0.seconds <= 0.0101 })
    }

    @Test("a run tells how late its time points came", arguments: [(1.0, true), (20, false)])
    func late(interval: Double, isLate: Bool) throws {
        let yaml = """
            acquisition:
              axis_order: tc
              time_plan: {interval: \(interval), loops: 5}
              channels: [{config: phase, exposure: 3000}]
            """
        let result = try Rehearsal(
            experiment: try Samples.experiment(yaml), rig: Samples.rig()
        ).run()

        // Four exposures of 3 s stand between the first time point and the last.
        #expect(result.outcome.isLate == isLate)
        #expect(!isLate || (.seconds(8) ..< .seconds(9)).contains(result.outcome.lateness))
        let notes = try result.journal.notes().filter { $0.text.contains("later than planned") }
        #expect(notes.count == (isLate ? 1 : 0))
    }
}
