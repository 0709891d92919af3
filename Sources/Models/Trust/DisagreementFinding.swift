/// What an ensemble's disagreement says of a frame.
package struct DisagreementFinding: Sendable, Codable, Equatable {
    /// From 0 to 1, over the frame.
    package let mean: Double
    /// Below which 99 of 100 pixels lie.
    package let high: Double
    /// What ``mean`` stays below in good frames, but for the false-alarm rate.
    package let allowedMean: Double

    /// - Parameter alarm: Set over ``EnsembleDisagreement/average`` of held-out frames.
    package init(_ disagreement: EnsembleDisagreement, _ alarm: AlarmThreshold) {
        mean = disagreement.average
        high = disagreement.high
        allowedMean = alarm.score
    }

    package var isAlarm: Bool { mean > allowedMean }

    /// In words; `nil` where there is nothing to say.
    package var reason: String? {
        guard isAlarm else { return nil }
        return "networks trained alike disagree: \(Spoken.number(mean)) on average, usual up to "
            + Spoken.number(allowedMean)
    }
}
