package import Acquisition

/// Turns frames into decisions: features, policy, envelope; and shadows beside.
///
/// It knows no device. What it answers is what it wants to see done; the run applies it from the
/// next event that is still open, below limits and budgets that it cannot touch. Equal frames in
/// equal order give equal decisions.
package actor AgentLoop: Decider {
    private var lanes: [Lane]
    private let analyst = FrameAnalyst()
    private var lastEvent = -1

    package init(_ configuration: AgentConfiguration) {
        self.init(
            policy: configuration.policy.makePolicy(),
            shadows: configuration.shadows.map { $0.makePolicy() },
            envelope: configuration.envelope)
    }

    package init(
        policy: any Policy, shadows: [any Policy] = [], envelope: EnvelopeSettings
    ) {
        lanes = [Lane(policy, envelope: envelope, isShadow: false)]
        lanes += shadows.map { Lane($0, envelope: envelope, isShadow: true) }
    }

    package func begin(_ outline: RunOutline) -> [Decision] {
        let inputs = text(of: .start)
        return lanes.indices.map { lanes[$0].begin(outline, inputs: inputs) }
    }

    package func decide(on frame: AcquiredFrame, standing: RunStanding) -> [Decision] {
        let features = analyst.features(of: frame)
        return decide(on: Observation(of: frame, features: features, standing: standing))
    }

    /// What ``decide(on:standing:)`` does once the features are there; also for replays.
    package func decide(on observation: Observation) -> [Decision] {
        lastEvent = max(lastEvent, observation.event)
        let inputs = text(of: .frame(observation))
        return lanes.indices.map { lanes[$0].observe(observation, inputs: inputs) }
    }

    /// Shadows are recorded with the same inputs as the acting policy; each frame counts once.
    package func restore(inputs: String) -> Bool {
        // The run goes on: a policy that missed a frame is no danger below the envelope.
        guard let input = try? RecordedInput(text: inputs) else { return false }
        if case .frame(let observation) = input, observation.event > lastEvent {
            _ = decide(on: observation)
        }
        return true
    }

    private func text(of input: RecordedInput) -> String {
        // Encoding numbers and texts to JSON has no way to fail that a test could reach.
        (try? input.text()) ?? "{}"
    }
}
