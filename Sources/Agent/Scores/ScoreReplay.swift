/// What rules of when to look would have caught of recorded traces, and what that had cost.
package struct ScoreReplay {
    /// One rule's outcome over all traces.
    package struct Outcome: Sendable, Hashable, Encodable {
        package let rule: String
        /// Of all frames.
        package let framesTaken: Double
        /// Of all frames of events.
        package let eventsCaught: Double
        /// How much denser events are in what was taken than in all frames.
        package var enrichment: Double { framesTaken > 0 ? eventsCaught / framesTaken : 0 }
    }

    package let traces: [ScoreTrace]
    /// Above which a score is an event.
    package let threshold: Double
    /// Frames from one look to the next while nothing happens.
    package let slow: Int
    package let frameCount: Int
    package let eventCount: Int

    package init(_ traces: [ScoreTrace], threshold: Double, slow: Int) {
        precondition(slow >= 1 && threshold > 0, "frames and a threshold above 0")
        self.traces = traces
        self.threshold = threshold
        self.slow = slow
        frameCount = traces.reduce(0) { $0 + $1.scores.count }
        eventCount = traces.reduce(0) { sum, trace in
            sum + trace.scores.indices.count { trace.isEvent($0, above: threshold) }
        }
    }

    /// Every slow frame and no other.
    package func slowOnly() -> Outcome {
        outcome("slow only", EvenLooks(interval: slow))
    }

    /// Two thresholds; times of `settings` in frames.
    package func hysteresis(_ settings: EventDrivenSettings) -> Outcome {
        outcome(
            "event-driven, \(brief(settings.startScore)) / \(brief(settings.stopScore))",
            HysteresisLooks(settings, slow: slow, traceCount: traces.count))
    }

    /// By forecast, within a share of all frames.
    package func forecast(share: Double) -> Outcome {
        outcome(
            "forecast, share \(brief(100 * share)) %",
            ForecastLooks(
                threshold: threshold, share: share, traceCount: traces.count,
                frameCount: frameCount))
    }

    /// The two thresholds that catch most within a share, found by trying many on these traces: what
    /// nobody can know beforehand. `nil` where none stays within it.
    package func bestHysteresis(share: Double, dwell: Double) -> Outcome? {
        let sorted = traces.flatMap(\.scores).sorted()
        guard !sorted.isEmpty else { return nil }
        let levels = Set((0...24).map { sorted[(sorted.count - 1) * $0 / 24] }).sorted()
        var best: Outcome?
        for start in levels {
            for stop in levels where stop <= start {
                let settings = EventDrivenSettings(
                    startScore: start, stopScore: stop, confirm: 1, dwell: dwell)
                let result = outcome(
                    "best two thresholds in hindsight, share \(brief(100 * share)) %",
                    HysteresisLooks(settings, slow: slow, traceCount: traces.count))
                if result.framesTaken <= share, result.eventsCaught > best?.eventsCaught ?? -1 {
                    best = result
                }
            }
        }
        return best
    }

    /// Traces run side by side, as positions of one run do.
    private func outcome(_ name: String, _ rule: some LookRule) -> Outcome {
        var rule = rule
        var last = [Int?](repeating: nil, count: traces.count)
        var (taken, caught) = (0, 0)
        for frame in 0..<(traces.map(\.scores.count).max() ?? 0) {
            for (index, trace) in traces.enumerated() where frame < trace.scores.count {
                let gap = last[index].map { frame - $0 }
                guard rule.takes(index, gap: gap) else { continue }
                rule.saw(trace.scores[frame], in: index, gap: gap)
                last[index] = frame
                taken += 1
                if trace.isEvent(frame, above: threshold) { caught += 1 }
            }
        }
        return Outcome(
            rule: name, framesTaken: Double(taken) / Double(max(frameCount, 1)),
            eventsCaught: Double(caught) / Double(max(eventCount, 1)))
    }
}
