/// Whether one network's answer to one frame can be trusted, with what that rests on.
///
/// A part is `nil` where the test was not made.
package struct TrustReport: Sendable, Codable, Equatable {
    package enum Verdict: Sendable, Codable, Equatable {
        case pass
        /// Why not, in words, the surest reason first.
        case flag(reasons: [String])
    }

    package var input: InputStatistics?
    /// What of ``input`` lies outside the range of training, in words.
    package var inputReasons: [String]
    package var interval: IntervalFinding?
    package var noise: NoiseFinding?
    package var features: FeatureFinding?
    package var disagreement: DisagreementFinding?
    package var audit: ReferenceAudit?

    package init(
        input: InputStatistics? = nil, inputReasons: [String] = [],
        interval: IntervalFinding? = nil, noise: NoiseFinding? = nil,
        features: FeatureFinding? = nil, disagreement: DisagreementFinding? = nil,
        audit: ReferenceAudit? = nil
    ) {
        self.input = input
        self.inputReasons = inputReasons
        self.interval = interval
        self.noise = noise
        self.features = features
        self.disagreement = disagreement
        self.audit = audit
    }

    /// Measures the frame's input against the range of training.
    package init(input: InputStatistics, range: InputRange) {
        self.init(input: input, inputReasons: range.reasons(input))
    }

    package var verdict: Verdict {
        let reasons =
            (audit?.reasons ?? []) + inputReasons
            + [interval?.reason, noise?.reason, features?.reason, disagreement?.reason].compactMap {
                $0
            }
        return reasons.isEmpty ? .pass : .flag(reasons: reasons)
    }
}
