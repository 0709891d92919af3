import Acquisition

/// When the agent had any channel of a position switched on, from its decisions.
struct LightSpans {
    private(set) var spans: [ReportData.Span] = []

    init(_ decisions: [DecisionRecord], position: Int, end: Double) {
        var on: Set<String> = []
        var since: (seconds: Double, reason: String)?
        for decision in decisions {
            for proposal in ProposalText.proposals(decision.applied) ?? []
            where proposal.position == position {
                guard let isOn = proposal.change.takes else { continue }
                if isOn { on.insert(proposal.channel) } else { on.remove(proposal.channel) }
            }
            if !on.isEmpty, since == nil { since = (decision.at, decision.reason) }
            if on.isEmpty, let start = since {
                spans.append(
                    ReportData.Span(from: start.seconds, to: decision.at, label: start.reason))
                since = nil
            }
        }
        if let start = since {
            spans.append(ReportData.Span(from: start.seconds, to: end, label: start.reason))
        }
    }
}
