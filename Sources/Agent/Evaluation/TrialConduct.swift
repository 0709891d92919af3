/// How a policy behaved, whatever it caught.
package struct TrialConduct: Sendable, Hashable, Codable {
    /// Decisions of which the envelope refused a part.
    package var refused: Int
    /// Of each network that lost the policy's trust, how many of its looks were taken in by then.
    package var distrustLooks: [String: Int]
    /// `nil` where no network tells the policy of harm.
    package var harmNotice: HarmNotice?
    /// Seconds that networks and policy took for each decision, in rising order; empty where nobody
    /// measured.
    package var decisionSeconds: [Double]

    package init(
        refused: Int = 0, distrustLooks: [String: Int] = [:], harmNotice: HarmNotice? = nil,
        decisionSeconds: [Double] = []
    ) {
        self.decisionSeconds = decisionSeconds
        self.refused = refused
        self.distrustLooks = distrustLooks
        self.harmNotice = harmNotice
    }
}
