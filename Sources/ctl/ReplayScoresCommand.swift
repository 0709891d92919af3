import Agent
import ArgumentParser
import Foundation

/// Judges rules of when to look on recorded scores alone.
struct ReplayScoresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay-scores",
        abstract: "See what rules of when to look would have caught of recorded scores.",
        discussion: """
            FILE holds the scores of recordings that were fast all the time, one frame a line. The \
            first line may name columns: score, trace (parts the file into several), event (1 where \
            the frame is one of an event; else a score above --event is). Without names the last \
            column is the score. Several files are several traces.

            A rule sees the score of a frame only if it takes it. Printed for each: the share of \
            frames that it takes, the share of event frames among them, and how much denser events \
            are in what it takes. Two thresholds are event-driven acquisition (Mahecic 2022): slow \
            until a score reaches --start, then every frame until one falls below --stop. The \
            forecast learns from the scores that it saw how likely an event comes next, and keeps \
            to its share of all frames. The best two thresholds are chosen knowing the outcome: no \
            rule of two thresholds catches more.

            For example
              tarsier replay-scores movie-1.csv movie-2.csv --event 0.8 --share 25 35
            """)

    @Argument(help: "Text with scores, one frame a line.")
    var files: [String]
    @Option(help: "A score above this is an event, where the file does not say.")
    var event = 0.8
    @Option(help: "Two thresholds: the score from which every frame is taken.")
    var start = 0.9
    @Option(help: "Two thresholds: the score below which it ends.")
    var stop = 0.8
    @Option(help: "Two thresholds: frames that are taken at least, once it began.")
    var dwell = 4
    @Option(help: "Frames from one look to the next while nothing happens.")
    var slow = 16
    @Option(parsing: .upToNextOption, help: "Percent of all frames that a forecast may take.")
    var share: [Double] = [25, 35]
    @Flag(help: "Print the outcomes as JSON.")
    var json = false

    func validate() throws {
        guard event > 0, event.isFinite else { throw ValidationError("--event is above 0") }
        guard stop <= start else { throw ValidationError("--stop is at most --start") }
        guard dwell >= 0, slow >= 1 else {
            throw ValidationError("--dwell and --slow are numbers of frames")
        }
        guard share.allSatisfy({ $0 > 0 && $0 <= 100 }) else {
            throw ValidationError("--share is a percentage above 0")
        }
    }

    func run() async throws {
        try await refusing {
            var traces: [ScoreTrace] = []
            for file in files {
                traces += try ScoreTraceFile.traces(in: try Inputs.text(of: file), name: file)
            }
            let replay = ScoreReplay(traces, threshold: event, slow: slow)
            let outcomes = outcomes(of: replay)
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                Terminal.print(String(decoding: try encoder.encode(outcomes), as: UTF8.self))
            } else {
                Terminal.print(Self.table(outcomes, replay))
            }
        }
    }

    private func outcomes(of replay: ScoreReplay) -> [ScoreReplay.Outcome] {
        let settings = EventDrivenSettings(
            startScore: start, stopScore: stop, confirm: 1, dwell: Double(dwell))
        var outcomes = [replay.slowOnly(), replay.hysteresis(settings)]
        for percent in share {
            outcomes.append(replay.forecast(share: percent / 100))
            if let best = replay.bestHysteresis(share: percent / 100, dwell: Double(dwell)) {
                outcomes.append(best)
            }
        }
        return outcomes
    }

    private static func table(_ outcomes: [ScoreReplay.Outcome], _ replay: ScoreReplay) -> String {
        let traces = replay.traces.count == 1 ? "1 trace" : "\(replay.traces.count) traces"
        let events = percent(Double(replay.eventCount) / Double(max(replay.frameCount, 1)))
        let width = (outcomes.map(\.rule.count).max() ?? 0) + 2
        var lines = [
            "\(traces), \(replay.frameCount) frames, \(events) of them events", "",
            "rule".padded(width) + "  frames   events  enrichment",
        ]
        for outcome in outcomes {
            let enrichment = rounded(outcome.enrichment, 100)
            lines.append(
                outcome.rule.padded(width) + percent(outcome.framesTaken).leftPadded(8)
                    + percent(outcome.eventsCaught).leftPadded(9) + enrichment.leftPadded(12))
        }
        return lines.joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String { "\(rounded(100 * share, 10)) %" }
}
