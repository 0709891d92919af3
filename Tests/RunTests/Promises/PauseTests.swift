import Acquisition
import SimulatedRig
import Synchronization
import Testing

@testable import Rehearsal

@Suite("Pause")
struct PauseTests {
    @Test(
        "keeps the sample dark and moves what is to come by as much", arguments: [5, 70, 130, 200])
    func shifts(pausedAtBeat: Int) throws {
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(Samples.watch(loops: 4, agent: false)),
            rig: Samples.rig())
        let control = rehearsal.control
        let beats = Mutex(0)
        rehearsal.settings.beat = {
            let count = beats.withLock { count in
                count += 1
                return count
            }
            if count == pausedAtBeat { control.pause() }
            if count == pausedAtBeat + 300 { control.proceed() }
            return true
        }

        let result = try rehearsal.run()
        let starts = result.truth.exposures.map(\.from)
        let gaps = zip(starts.dropFirst(), starts).map { $0 - $1 }
        let states = try result.journal.states()
        let paused = try #require(states.first { $0.state == .paused })
        let continued = try #require(states.last { $0.state == .running })

        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        #expect(result.outcome.frameCount == 16)
        #expect(abs((continued.at - paused.at) - 300) < 2)
        // Nothing is made up for: the whole run is as much longer as the pause.
        #expect((gaps.max() ?? 0) > 290)
        #expect(abs((starts.last ?? 0) - (starts.first ?? 0) - 3 * 120 - 300) < 5)
        // The rig's clock began before the run's.
        let ahead = try #require(starts.first) - #require(try result.journal.exposures().first).at
        for light in result.truth.lights {
            #expect(
                light.to - ahead <= paused.at + 0.001 || light.from - ahead >= continued.at - 0.001)
        }
    }
}
