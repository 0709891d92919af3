/// When a plan's time points come: one phase, or several in a row.
package struct TimePlan: Equatable, Sendable {
    package var phases: [TimePhase]
    /// Whether the plan was written as a list: then time 0 comes even if there is no phase.
    package var isMultiPhase: Bool

    package init(_ phase: TimePhase) {
        phases = [phase]
        isMultiPhase = false
    }

    /// Each phase starts at the last point of the one before, and does not repeat it.
    package init(phases: [TimePhase]) {
        self.phases = phases
        isMultiPhase = true
    }

    /// The time points, without storing them.
    package var points: TimePoints { TimePoints(self) }
}

/// Evenly spaced time points, in whole microseconds.
package struct TimePhase: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case intervalLoops(interval: Duration, loops: Int)
        case durationLoops(duration: Duration, loops: Int)
        case intervalDuration(interval: Duration, duration: Duration)
    }

    package var kind: Kind
    /// Whether, when the instrument falls behind, time points are dropped rather than delayed.
    package var prioritizesDuration: Bool

    package init(_ kind: Kind, prioritizesDuration: Bool? = nil) {
        self.kind = kind
        if case .intervalDuration = kind {
            self.prioritizesDuration = prioritizesDuration ?? true
        } else {
            self.prioritizesDuration = prioritizesDuration ?? false
        }
    }

    package var loops: Int {
        switch kind {
        case .intervalLoops(_, let loops), .durationLoops(_, let loops): loops
        case .intervalDuration(let interval, let duration):
            // Reading refuses an interval of 0 here: it would never end.
            interval.microseconds > 0 ? duration.microseconds / interval.microseconds + 1 : 1
        }
    }

    package var interval: Duration {
        switch kind {
        case .intervalLoops(let interval, _), .intervalDuration(let interval, _): return interval
        case .durationLoops(let duration, let loops):
            guard loops > 1 else { return .zero }
            let exact = duration.microseconds.quotientAndRemainder(dividingBy: loops - 1)
            let twice = exact.remainder * 2
            // Half a microsecond goes to the even neighbour.
            let roundsUp = twice > loops - 1 || (twice == loops - 1 && exact.quotient % 2 == 1)
            return .microseconds(exact.quotient + (roundsUp ? 1 : 0))
        }
    }
}

extension Duration {
    /// Whole microseconds, rounded towards 0.
    var microseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }
}
