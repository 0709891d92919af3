/// Settings of ``LearnedPolicy``.
package struct LearnedSettings: Sendable, Hashable {
    /// How round cells are followed; its `watch` and `spend` are this policy's.
    package var events: EventDrivenSettings
    package var network: DecisionNetwork
    /// The file that the weights came from, if they came from one.
    package var kept: KeptPolicyFile?
    /// Peak signal-to-noise ratio that counts as needed.
    package var target: Double
    /// First exposure as a share of the planned one.
    package var startLight: Double

    package init(
        events: EventDrivenSettings = EventDrivenSettings(), network: DecisionNetwork,
        target: Double = 8, startLight: Double = 0.2
    ) {
        self.events = events
        self.network = network
        self.target = target
        self.startLight = startLight
    }
}
