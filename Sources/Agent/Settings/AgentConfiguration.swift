package import Acquisition
package import Documents

/// The `agent:` section of an experiment.
package struct AgentConfiguration: Sendable, Hashable {
    package var policy: PolicySettings
    package var shadows: [PolicySettings]
    package var envelope: EnvelopeSettings

    package init(
        policy: PolicySettings = .fixed, shadows: [PolicySettings] = [],
        envelope: EnvelopeSettings = EnvelopeSettings()
    ) {
        self.policy = policy
        self.shadows = shadows
        self.envelope = envelope
    }

    /// Reads the section strictly: an unknown key, a wrong unit or a senseless value is an error
    /// with its place.
    package init(_ document: Document) throws(DocumentError) {
        policy = try PolicySettings(document, besides: ["envelope", "shadow"])
        let kind = policy.kind
        let mapping = try document.mapping(kind.keys + ["policy", "envelope", "shadow"])
        envelope = try mapping["envelope"].map(EnvelopeSettings.init) ?? EnvelopeSettings()
        shadows = []
        for element in try mapping["shadow"]?.sequence() ?? [] {
            shadows.append(try PolicySettings(element))
        }
    }

    /// Whether the policy may leave planned light out.
    package var adapts: Bool {
        switch policy.kind {
        case .fixed, .holdSNR: false
        case .eventDriven, .bandit, .learned, .watch: true
        }
    }

    /// Files that the policies were read from and that a run has to keep.
    package var keptFiles: [KeptPolicyFile] {
        ([policy] + shadows).compactMap { settings in
            guard case .learned(let learned) = settings else { return nil }
            return learned.kept
        }
    }

    /// What does not fit the run: a sentence for each; empty when everything does.
    ///
    /// - Parameter networks: The run's networks with the channels that each looks at.
    package func problems(
        in outline: RunOutline, networks: [String: [String]] = [:]
    ) -> [String] {
        var problems: [String] = []
        for settings in [policy] + shadows {
            problems += settings.problems(in: outline)
            problems += settings.problems(with: networks)
        }
        let names = outline.channels.map(\.name)
        for channel in envelope.channels ?? [] where !names.contains(channel) {
            problems.append("agent: envelope: the plan has no channel \"\(channel)\"")
        }
        for position in envelope.positions ?? []
        where !outline.positionNames.contains(position) {
            problems.append("agent: envelope: the plan has no position \"\(position)\"")
        }
        return problems
    }
}
