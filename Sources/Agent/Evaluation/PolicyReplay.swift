package import Acquisition

/// What policies would have done with the frames of a recorded run, and the light that would have
/// taken.
///
/// A policy is shown the recorded observations in their order, those alone whose frames it would
/// have taken itself. What it would have taken and nobody did it cannot see: how often that was
/// stands beside its figures. Frames are as they were lit then, not as it would have lit them.
package struct PolicyReplay {
    /// What came of one policy.
    package struct Outcome: Sendable, Codable, Equatable {
        package struct Channel: Sendable, Codable, Equatable {
            package let name: String
            package let isTransmitted: Bool
            package let planned: Int
            package var taken = 0
            /// Of those taken, how many the recorded run did not take.
            package var unrecorded = 0
            /// All positions together; `nil` without a calibration.
            package var joulesPerCm2: Double?
            package let plannedJoulesPerCm2: Double?
        }

        package let policy: String
        package var channels: [Channel]
        /// Decisions that changed something.
        package var changes = 0
        /// Proposals that the envelope refused.
        package var refused = 0
    }

    private struct Recorded {
        let observation: Observation
        /// The first event that a decision on it could change.
        let effectiveFrom: Int
    }

    private let steps: [Step]
    private let outline: RunOutline
    private let observations: [Recorded]
    private let exposures: [Int: ExposureRecord]

    /// - Throws: `Failure` where the run recorded nothing that a policy could decide by.
    package init(_ journal: Journal, plan: RunPlan, outline: RunOutline) throws {
        self.outline = outline
        steps = Array(plan.itinerary)
        exposures = Dictionary(
            try journal.exposures().map { ($0.eventIndex, $0) }, uniquingKeysWith: { $1 })
        observations = try journal.decisions().filter { !$0.isShadow }.compactMap { decision in
            guard case .frame(let observation) = try RecordedInput(text: decision.inputs) else {
                return nil
            }
            return Recorded(observation: observation, effectiveFrom: decision.effectiveFrom)
        }
        guard !observations.isEmpty else { throw Failure() }
    }

    /// A run without an agent.
    package struct Failure: Error, CustomStringConvertible {
        package let description =
            "the run recorded no observations: it had no agent, or ended before its first frame; "
            + "record with agent: {policy: fixed}"
    }

    /// What the run itself did.
    package func recorded(_ name: String) -> Outcome {
        var outcome = emptyOutcome(name)
        for record in exposures.values.sorted(by: { $0.eventIndex < $1.eventIndex }) {
            outcome.take(
                record.channel, joules: record.joulesPerCm2, isRecorded: true)
        }
        return outcome
    }

    /// What a policy would have done.
    package func replay(_ policy: any Policy, envelope: EnvelopeSettings) -> Outcome {
        var outcome = emptyOutcome(policy.name)
        var lane = Lane(policy, envelope: envelope, isShadow: false)
        var directives = Directives()
        func apply(_ decision: Decision, from event: Int) {
            for proposal in decision.applied { directives.apply(proposal, from: event) }
            outcome.changes += decision.applied.isEmpty ? 0 : 1
            outcome.refused += decision.refusals.count
        }
        apply(lane.begin(outline, inputs: ""), from: 0)
        var pending = observations[...]
        var wouldTake: Set<Int> = []
        var spent = Spent()
        for step in steps {
            while let next = pending.first, next.effectiveFrom <= step.eventIndex {
                pending.removeFirst()
                guard wouldTake.contains(next.observation.event) else { continue }
                var observation = next.observation
                observation.standing = spent.standing(observation)
                apply(lane.observe(observation, inputs: ""), from: next.effectiveFrom)
            }
            let directive = directives.directive(
                position: step.series, channel: step.channel, at: step.eventIndex)
            guard directive.omission(t: step.t, z: step.z) == nil else { continue }
            let joules = joules(of: step, directive)
            wouldTake.insert(step.eventIndex)
            spent.add(joules, at: step.series)
            outcome.take(
                step.channel, joules: joules, isRecorded: exposures[step.eventIndex] != nil)
        }
        return outcome
    }

    /// Light booked so far, as a run would tell its policy.
    private struct Spent {
        private var run: Double? = 0
        private var positions: [Int: Double] = [:]

        mutating func add(_ joules: Double?, at position: Int) {
            run = run.flatMap { sum in joules.map { sum + $0 } }
            positions[position, default: 0] += joules ?? 0
        }

        func standing(_ observation: Observation) -> RunStanding {
            RunStanding(
                joulesAtPosition: run == nil ? nil : positions[observation.position] ?? 0,
                joulesInRun: run, firstOpenEvent: observation.standing.firstOpenEvent,
                secondsSinceFrame: observation.standing.secondsSinceFrame)
        }
    }

    private func emptyOutcome(_ name: String) -> Outcome {
        Outcome(
            policy: name,
            channels: outline.channels.map { channel in
                let own = steps.filter { $0.channel == channel.name }
                let planned = own.map { joules(of: $0, Directive()) }
                return Outcome.Channel(
                    name: channel.name, isTransmitted: channel.isTransmitted, planned: own.count,
                    joulesPerCm2: channel.joulesPerCm2 == nil ? nil : 0,
                    plannedJoulesPerCm2: planned.reduce(0) { sum, next in
                        sum.flatMap { sum in next.map { sum + $0 } }
                    })
            })
    }

    /// J/cm² of a step, in proportion to the channel's planned exposure and power.
    private func joules(of step: Step, _ directive: Directive) -> Double? {
        guard let channel = outline.channels.first(where: { $0.name == step.channel }),
            let planned = channel.joulesPerCm2, channel.exposureSeconds > 0
        else { return nil }
        let seconds = directive.exposureSeconds ?? step.exposure.inSeconds
        let power =
            channel.powerMilliwatts > 0
            ? (directive.powerMilliwatts ?? channel.powerMilliwatts) / channel.powerMilliwatts : 1
        return planned * seconds / channel.exposureSeconds * power
    }
}

extension PolicyReplay.Outcome {
    fileprivate mutating func take(_ name: String, joules: Double?, isRecorded: Bool) {
        guard let index = channels.firstIndex(where: { $0.name == name }) else { return }
        channels[index].taken += 1
        channels[index].unrecorded += isRecorded ? 0 : 1
        channels[index].joulesPerCm2 = channels[index].joulesPerCm2.flatMap { sum in
            joules.map { sum + $0 }
        }
    }
}
