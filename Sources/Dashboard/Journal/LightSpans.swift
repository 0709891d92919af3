import Acquisition

/// When the agent had any channel of a position switched on, from its decisions.
struct LightSpans {
    private(set) var spans: [ReportData.Span] = []
    /// Inputs of the decision that began each span.
    private(set) var inputs: [String] = []

    init(_ decisions: [DecisionRecord], position: Int, end: Double) {
        var on: Set<String> = []
        var since: DecisionRecord?
        for decision in decisions {
            for proposal in ProposalText.proposals(decision.applied) ?? []
            where proposal.position == position {
                guard case .take(let isOn) = proposal.change else { continue }
                if isOn { on.insert(proposal.channel) } else { on.remove(proposal.channel) }
            }
            if !on.isEmpty, since == nil { since = decision }
            if on.isEmpty, let start = since {
                append(start, to: decision.at)
                since = nil
            }
        }
        if let start = since { append(start, to: end) }
    }

    private mutating func append(_ start: DecisionRecord, to end: Double) {
        spans.append(ReportData.Span(from: start.at, to: end, label: start.reason))
        inputs.append(start.inputs)
    }
}
