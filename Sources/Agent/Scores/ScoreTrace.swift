/// What a network said of each frame of a recording that was fast all the time.
package struct ScoreTrace: Sendable, Hashable {
    package let name: String
    /// One for each frame, in order.
    package let scores: [Double]
    /// Which frames are events; `nil` where the score alone tells.
    package let events: [Bool]?

    package init(name: String, scores: [Double], events: [Bool]? = nil) {
        precondition(events.map { $0.count == scores.count } ?? true, "one for each frame")
        self.name = name
        self.scores = scores
        self.events = events
    }

    /// Whether a frame is one of an event.
    package func isEvent(_ frame: Int, above threshold: Double) -> Bool {
        events?[frame] ?? (scores[frame] > threshold)
    }
}
