import Glibc
import Testing

@testable import SimulatedRig

@Suite("Waves of a reporter")
struct ReporterWaveTests {
    @Test("each cell's label rises and falls at its own pace, within the swing")
    func waves() {
        var reporter = ReporterWaves()
        reporter.swing = 0.7
        let times = stride(from: 0.0, through: 8 * 3600, by: 60)
        let traces = (1...20).map { seed in
            times.map { reporter.level(ofCell: UInt64(seed), at: $0) }
        }

        for trace in traces {
            #expect(trace.allSatisfy { abs(log($0)) <= 0.7 })
            let span = log((trace.max() ?? 1) / (trace.min() ?? 1))
            #expect(span > 0.7)
            // Nothing jumps: the fastest wave turns in 20 minutes.
            #expect(zip(trace, trace.dropFirst()).allSatisfy { abs(log($1 / $0)) < 0.12 })
        }
        #expect(Set(traces.map { $0[100] }).count == 20)
    }

    @Test("the nucleus shines by it, nothing else does, and the truth tells the amount")
    func brightness() throws {
        var settings = SpecimenSettings.average(micrometers: 800)
        var steady = Specimen(settings)
        settings.reporter.swing = 0.7
        var moving = Specimen(settings)
        for time in [1200.0, 2400] {
            steady.advance(to: time)
            moving.advance(to: time)
            var (one, other) = (CellPose(), CellPose())
            for index in steady.states.indices {
                one.take(index, of: steady, at: time)
                other.take(index, of: moving, at: time)
                let wave = settings.reporter.level(ofCell: steady.states[index].look.seed, at: time)
                #expect(abs(Double(other.brightness[0] / one.brightness[0]) - wave) < 1e-5)
                #expect(other.brightness[1] == one.brightness[1])
                #expect(abs(other.nucleusLevel / one.nucleusLevel - wave) < 1e-9)
            }
        }
    }
}
