package import Hardware

/// Decides what the run does next: a pure value that is told the time and gives back an action.
///
/// It walks the plan once, in order. A step is *committed* when its action is given out; until then
/// a decision can still change it. The light budget is asked here, below every agent: a step that
/// would pass it is skipped, whoever wanted it.
package struct Scheduler: Sendable {
    package enum Action: Sendable, Equatable {
        /// Nothing is due before then; the step is what comes next, for moving there early.
        case wait(until: Duration, next: Step)
        case skip(Step, by: SkipRecord.Origin, reason: String)
        case expose(Step, PlannedExposure)
        case finished
    }

    private let lights: LightTable
    private var steps: Itinerary.Iterator
    private var upcoming: Step?
    /// Events that an earlier life of this run has dealt with.
    private let settled: Set<Int>
    /// Where the focus may be sent; `nil` where the rig file does not say, and then nowhere.
    private let focusLimits: ClosedRange<Double>?
    /// Where the focus stood when the run began, for steps that plan none; `nil` until an agent
    /// moves it.
    private(set) var restingFocus: Double?
    /// The moment that the plan's times count from; `nil` before the first step.
    private var zero: Duration?
    private var lastTimePoint: Int?
    /// How much later than planned a time point began, at the most.
    package private(set) var lateness = Duration.zero
    package private(set) var directives = Directives()
    package private(set) var ledger: DoseLedger
    /// The first event that a decision can still change: the commit horizon.
    package private(set) var firstOpenEvent = 0

    package init(
        itinerary: Itinerary, lights: LightTable, ledger: DoseLedger, settled: Set<Int> = [],
        focusLimits: ClosedRange<Double>? = nil
    ) {
        steps = itinerary.makeIterator()
        self.lights = lights
        self.ledger = ledger
        self.settled = settled
        self.focusLimits = focusLimits
    }

    /// Says what to do at `now`, and commits the step that it gives out.
    ///
    /// - Parameter place: Where the stage stands, for a step that leaves it there.
    package mutating func next(at now: Duration, place: StagePoint) throws -> Action {
        guard let step = peek() else { return .finished }
        let directive = directives.directive(
            position: step.series, channel: step.channel, at: step.eventIndex)
        let resolved = step.following(directive, rest: restingFocus)
        let due = dueTime(of: step, at: now)
        if due > now { return .wait(until: due, next: reachable(resolved) ?? step) }
        upcoming = nil
        firstOpenEvent = step.eventIndex + 1
        if step.t != lastTimePoint {
            lastTimePoint = step.t
            lateness = max(lateness, now - due)
        }
        if step.resetsTimer || zero == nil { zero = now - (step.minStart ?? .zero) }

        if let reason = directive.omission(t: step.t, z: step.z) {
            return .skip(step, by: .policy, reason: reason)
        }
        guard let resolved, directive.powerMilliwatts == nil || lights.canGive(resolved) else {
            return .skip(step, by: .limits, reason: "the policy asks for light that nothing gives")
        }
        guard reachable(resolved) != nil else {
            return .skip(step, by: .limits, reason: "the policy asks for a focus beyond the limits")
        }
        let planned = try lights.planned(resolved, at: resolved.point ?? place)
        if let refusal = ledger.refusal(for: planned) {
            return .skip(resolved, by: .budget, reason: refusal)
        }
        return .expose(resolved, planned)
    }

    /// Counts light that has been given, or may have been.
    package mutating func book(_ exposure: ExposureRecord) throws {
        try ledger.book(exposure, area: lights.light(of: exposure.channel).area)
    }

    /// Lets `proposals` hold from the first open event on; returns that event's index.
    package mutating func apply(_ proposals: [Proposal]) -> Int {
        for proposal in proposals { directives.apply(proposal, from: firstOpenEvent) }
        return firstOpenEvent
    }

    /// Lets `proposals` hold from `event` on, as they did in an earlier life of this run.
    package mutating func restore(_ proposals: [Proposal], from event: Int) {
        for proposal in proposals { directives.apply(proposal, from: event) }
    }

    /// Moves everything that is still to come by the time that a pause took.
    package mutating func postpone(by pause: Duration) {
        zero = zero.map { $0 + pause }
    }

    /// From then on `micrometers` is where the focus goes for steps that plan none.
    package mutating func rest(focus micrometers: Double) { restingFocus = micrometers }

    /// A step whose focus an agent moved stays within the rig's limits.
    private func reachable(_ step: Step?) -> Step? {
        guard let step, step.focusOffsetMicrometers != 0 else { return step }
        guard let z = step.zMicrometers, let focusLimits else { return nil }
        return focusLimits.contains(z) ? step : nil
    }

    private mutating func peek() -> Step? {
        while upcoming == nil, let step = steps.next() {
            if !settled.contains(step.eventIndex) { upcoming = step }
        }
        return upcoming
    }

    private func dueTime(of step: Step, at now: Duration) -> Duration {
        guard let minStart = step.minStart, let zero, !step.resetsTimer else { return now }
        return zero + minStart
    }
}
