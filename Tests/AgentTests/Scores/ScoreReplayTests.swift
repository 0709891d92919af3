import Testing

@testable import Agent
@testable import Models

@Suite("Rules of when to look, on recorded scores")
struct ScoreReplayTests {
    @Test("slow frames alone catch what lies under them")
    func slowOnly() {
        let scores = (0..<32).map { [0, 5, 16].contains($0) ? 0.9 : 0.1 }
        let replay = ScoreReplay(
            [ScoreTrace(name: "a", scores: scores)], threshold: 0.8, slow: 16)

        let outcome = replay.slowOnly()

        #expect(replay.eventCount == 3)
        #expect(outcome.framesTaken == 2.0 / 32)
        #expect(outcome.eventsCaught == 2.0 / 3)
    }

    @Test("two thresholds: each frame from the upper one on, at least as long as they must")
    func hysteresis() {
        // Looks at 0, 4, 8; fast at 8; 9 to 12 at least; 13 is above the lower one, 14 ends it.
        var scores = [Double](repeating: 0.1, count: 20)
        for (frame, score) in [(8, 0.95), (9, 0.2), (12, 0.85), (13, 0.85), (14, 0.3)] {
            scores[frame] = score
        }
        let replay = ScoreReplay([ScoreTrace(name: "a", scores: scores)], threshold: 0.8, slow: 4)

        let outcome = replay.hysteresis(
            EventDrivenSettings(startScore: 0.9, stopScore: 0.8, confirm: 1, dwell: 4))

        // 0, 4, 8 to 14, 18.
        #expect(outcome.framesTaken == 10.0 / 20)
        #expect(outcome.eventsCaught == 1)
    }

    @Test(
        "a forecast never takes more than its share, whatever the scores",
        arguments: [0.02, 0.1, 0.25, 0.5, 1.0])
    func share(share: Double) {
        var random = SplitMix64(seed: 3)
        let flat = ScoreTrace(name: "flat", scores: [Double](repeating: 0.5, count: 2_000))
        let bright = ScoreTrace(name: "bright", scores: [Double](repeating: 0.99, count: 2_000))
        let wild = ScoreTrace(
            name: "wild",
            scores: (0..<2_000).map { _ in RandomDraws.unit(&random) * 1e6 - 5e5 })
        for traces in [[flat], [bright], [wild], [flat, bright, wild]] {
            let outcome = ScoreReplay(traces, threshold: 0.8, slow: 16).forecast(share: share)
            #expect(outcome.framesTaken <= share)
            #expect(outcome.framesTaken > 0.5 * share, "\(traces.map { $0.name })")
        }
    }

    @Test("the share goes where the events are")
    func pooling() {
        let quiet = (0..<3).map {
            ScoreTrace(name: "quiet \($0)", scores: [Double](repeating: 0.2, count: 600))
        }
        var scores = [Double](repeating: 0.2, count: 600)
        for frame in 200..<400 { scores[frame] = 0.95 }
        let busy = ScoreTrace(name: "busy", scores: scores)

        let outcome = ScoreReplay(quiet + [busy], threshold: 0.8, slow: 16).forecast(share: 0.2)

        // 480 frames for an event of 200: only its beginning can be missed.
        #expect(outcome.eventsCaught > 0.8)
    }

    @Test(
        "a forecast catches what the best two thresholds do that know the outcome, or more",
        arguments: [(0.25, 0.0), (0.35, 0.02)])
    func forecast(share: Double, leeway: Double) throws {
        var (forecast, hindsight) = (0.0, 0.0)
        for seed in 11..<15 as Range<UInt64> {
            let replay = ScoreReplay(
                SampleTraces.wandering(seed: seed), threshold: 0.8, slow: 16)
            forecast += replay.forecast(share: share).eventsCaught
            hindsight += try #require(replay.bestHysteresis(share: share, dwell: 4)).eventsCaught
        }

        #expect(forecast > hindsight - 4 * leeway)
    }

    @Test("frequencies rise with the forecast's probabilities, and are at most a fifth off")
    func calibration() {
        var bins = [(sum: Double, events: Double, count: Double)](
            repeating: (0, 0, 0), count: 5)
        for trace in SampleTraces.wandering(seed: 21, frames: 2_000) {
            var forecast = ScoreForecast(threshold: 0.8)
            for (frame, score) in trace.scores.enumerated() {
                if frame > 200 {
                    let chance = forecast.probability(gap: 1)
                    let bin = min(4, Int(chance * 5))
                    bins[bin].sum += chance
                    bins[bin].events += score > 0.8 ? 1 : 0
                    bins[bin].count += 1
                }
                forecast.observe(score, gap: frame == 0 ? 0 : 1)
            }
        }
        let filled = bins.filter { $0.count > 200 }
        let frequencies = filled.map { $0.events / $0.count }
        #expect(filled.count >= 4)
        #expect(frequencies == frequencies.sorted())
        for bin in filled { #expect(abs(bin.sum - bin.events) / bin.count < 0.2) }
    }
}
