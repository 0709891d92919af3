import Hardware

/// What an earlier life of a run left behind, read from its journal.
package struct Recovery: Sendable {
    /// Events that must not be taken again.
    package let settled: Set<Int>
    /// Light that was booked.
    package let exposures: [ExposureRecord]
    /// Light that may have been given when the run was killed; to be booked as spent.
    package let uncertain: [ExposureRecord]
    package let decisions: [DecisionRecord]
    /// Where the new life's clock begins.
    package let offset: Duration
    package let frameCount: Int
    /// Where the focus stood when the run began; `nil` where no agent moves it.
    package let restingFocus: Double?

    /// Reads what `journal` holds of `plan`.
    package init(_ journal: Journal, plan: RunPlan) throws {
        let intents = try journal.intents()
        let exposures = try journal.exposures()
        let frames = try journal.frames()
        let skips = try journal.skips()
        let decisions = try journal.decisions()
        let states = try journal.states()
        let unsettled = Set(try journal.unsettledIntents().map(\.eventIndex))

        settled = Set(intents.map(\.eventIndex)).union(skips.map(\.eventIndex))
        self.exposures = exposures
        self.decisions = decisions
        frameCount = frames.count
        restingFocus = try journal.fact(RunFact.restingFocus).flatMap { Double($0) }
        let moments =
            intents.map(\.at) + exposures.map { $0.at + $0.seconds } + skips.map(\.at)
            + decisions.map(\.at) + states.map(\.at)
        offset = .seconds(moments.max() ?? 0)
        uncertain = try Self.book(
            unsettled, of: intents, plan: plan, from: exposures.last)
    }

    /// The planned light of each intent that nothing is known of.
    ///
    /// - Parameter before: Where a plan without positions was exposed before.
    private static func book(
        _ unsettled: Set<Int>, of intents: [IntentRecord], plan: RunPlan,
        from before: ExposureRecord?
    ) throws -> [ExposureRecord] {
        guard !unsettled.isEmpty else { return [] }
        let started = Dictionary(intents.map { ($0.eventIndex, $0) }) { first, _ in first }
        var booked: [ExposureRecord] = []
        var last = StagePoint(
            xMicrometers: before?.xMicrometers ?? 0, yMicrometers: before?.yMicrometers ?? 0)
        for step in plan.itinerary where booked.count < unsettled.count {
            last = step.point ?? last
            guard unsettled.contains(step.eventIndex), let intent = started[step.eventIndex]
            else { continue }
            var record = try plan.lights.record(
                step, at: last, startedAt: .seconds(intent.at), seconds: intent.plannedSeconds,
                isUncertain: true)
            // A policy may have asked for less or more than the plan: the intent knows.
            if let asked = intent.plannedJoulesPerCm2, let planned = record.joulesPerCm2,
                planned > 0
            {
                record.relativeUnits *= asked / planned
                record.powerMilliwatts = record.powerMilliwatts.map { $0 * asked / planned }
                record.irradianceWattsPerCm2 = record.irradianceWattsPerCm2.map {
                    $0 * asked / planned
                }
            }
            record.joulesPerCm2 = intent.plannedJoulesPerCm2
            booked.append(record)
        }
        return booked
    }
}

extension Scheduler {
    /// A scheduler that goes on where `recovery` found the run.
    package init(plan: RunPlan, recovery: Recovery?) throws {
        self.init(
            itinerary: plan.itinerary, lights: plan.lights, ledger: plan.ledger,
            settled: recovery?.settled ?? [], focusLimits: plan.rig.limits.z)
        guard let recovery else { return }
        if let focus = recovery.restingFocus { rest(focus: focus) }
        for exposure in recovery.exposures + recovery.uncertain { try book(exposure) }
        for decision in recovery.decisions where !decision.isShadow {
            let applied = try JSONText.decode([Proposal].self, from: decision.applied)
            restore(applied, from: decision.effectiveFrom)
        }
    }
}
