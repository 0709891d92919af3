import Acquisition

/// One policy with an envelope of its own: the acting one, or a shadow beside it.
struct Lane: Sendable {
    let isShadow: Bool
    private var policy: any Policy
    private let settings: EnvelopeSettings
    private var envelope: Envelope?
    /// What the policy threw while it began; it is not asked again.
    private var failure: String?

    init(_ policy: any Policy, envelope: EnvelopeSettings, isShadow: Bool) {
        self.policy = policy
        self.settings = envelope
        self.isShadow = isShadow
    }

    mutating func begin(_ outline: RunOutline, inputs: String) -> Decision {
        envelope = Envelope(settings, outline: outline)
        let verdict: Verdict
        do {
            verdict = try policy.begin(outline.narrowed(by: settings))
        } catch {
            failure = "\(error)"
            verdict = failed(error)
        }
        let place = Place(
            event: -1, position: nil, positionName: "", seconds: 0, age: nil, networks: [])
        return conclude(verdict, inputs: inputs, at: place, features: [:])
    }

    mutating func observe(_ observation: Observation, inputs: String) -> Decision {
        envelope?.note(
            observation.standing, at: observation.position, seconds: observation.seconds)
        let place = Place(
            event: observation.event, position: observation.position,
            positionName: observation.positionName, seconds: observation.seconds,
            age: observation.standing.secondsSinceFrame,
            networks: Set((observation.features.networks ?? [:]).keys))
        return conclude(
            verdict(on: observation), inputs: inputs, at: place,
            features: isShadow ? [:] : observation.features.values)
    }

    private struct Place {
        let event: Int
        let position: Int?
        let positionName: String
        let seconds: Double
        /// Seconds since the frame came.
        let age: Double?
        /// Those that answered for the frame.
        let networks: Set<String>
    }

    private mutating func verdict(on observation: Observation) -> Verdict {
        if let failure { return Verdict("the policy could not begin (\(failure)): no change") }
        do {
            return try policy.observe(observation)
        } catch {
            return failed(error)
        }
    }

    private func failed(_ error: any Error) -> Verdict {
        Verdict("the policy failed (\(error)): no change")
    }

    private mutating func conclude(
        _ verdict: Verdict, inputs: String, at place: Place, features: [String: Double]
    ) -> Decision {
        var judgement =
            envelope?.judge(
                verdict.proposals, at: place.seconds, age: place.age, networks: place.networks)
            ?? Envelope.Judgement(refusals: ["the run has not begun"])
        if let position = place.position, let enforced = envelope?.enforce(at: position) {
            judgement.applied += enforced.applied
            judgement.refusals += enforced.refusals
        }
        policy.applied(judgement.applied)
        let own = verdict.features.filter { $0.value.isFinite }
        return Decision(
            policy: policy.name, isShadow: isShadow, basedOnEvent: place.event,
            positionName: place.positionName, inputs: inputs, reason: verdict.reason,
            requested: verdict.proposals, applied: judgement.applied,
            refusals: judgement.refusals,
            features: features.merging(own) { measured, _ in measured })
    }
}
