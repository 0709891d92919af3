import Acquisition
import SimulatedRig
import Testing

@testable import Rehearsal

@Suite("Endurance")
struct EnduranceTests {
    /// A debug build renders too slowly for a whole day.
    #if DEBUG
        static let hours = 1
    #else
        static let hours = 24
    #endif

    @Test("a day of four positions passes in minutes, with every frame")
    func day() throws {
        let loops = Self.hours * 30
        let yaml = """
            acquisition:
              axis_order: tpc
              time_plan: {interval: 120, loops: \(loops)}
              stage_positions:
                - {name: A, x: -1500, y: 1000}
                - {name: B, x: -500, y: 1000}
                - {name: C, x: 500, y: 1000}
                - {name: D, x: 1500, y: 1000}
              channels:
                - {config: phase, exposure: 10}
                - {config: nuclei, exposure: 50}
            region: {size: 512}
            agent: {policy: event-driven, watch: phase, spend: [nuclei]}
            """
        var rehearsal = Rehearsal(
            experiment: try Samples.experiment(yaml), rig: Samples.rig(sensor: 512))
        rehearsal.rig.specimen = .init()
        let clock = ContinuousClock()
        let started = clock.now

        let result = try rehearsal.run()

        let taken = clock.now - started
        let phase = result.truth.exposures.filter { $0.light.first?.line == "LED" }.count
        print(
            "\(Self.hours) h of four positions: \(result.truth.exposures.count) frames in \(taken)")
        #expect(result.outcome.state == .completed, "\(result.outcome.reason)")
        #expect(phase == loops * 4)
        #expect(result.outcome.frameCount == result.truth.exposures.count)
        #expect(result.outcome.frameCount + result.outcome.skippedCount == loops * 8)
        #expect(result.outcome.unseenCount == 0)
        // Each time point began when it was due.
        #expect(result.duration < .seconds(Self.hours * 3600))
        // A third of an hour's real time for a day: far above what any machine needs.
        #expect(taken < .seconds(1200))
    }
}
