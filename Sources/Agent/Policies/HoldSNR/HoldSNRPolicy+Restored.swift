import Acquisition

extension HoldSNRPolicy {
    /// Decides by what the network `restore` says of the frame.
    ///
    /// The precision is the restored peak less its own uncertainty, over that uncertainty. That the
    /// uncertainty falls as the root of the light holds for photons, and near the light that the
    /// frame had; a decision goes one limited step, and the next frame measures again.
    mutating func observeRestored(
        _ observation: Observation, limits: ClosedRange<Double>
    ) -> Verdict {
        guard let (newest, precision) = Self.restoredLight(observation, target: settings.target)
        else { return Verdict("no restored frame to measure; exposure left as it is") }
        guard precision >= 1 else {
            return Verdict("nothing certain in the restored frame; exposure left as it is")
        }
        let site = Site(position: observation.position, channel: observation.channel)
        let last = wantedLight[site] ?? newest
        let light = last + settings.newestShare * (newest - last)
        wantedLight[site] = light
        return verdict(
            light / observation.powerMilliwatts, observation, measured: precision, limits: limits)
    }

    /// The light at which a restored frame would have a peak signal-to-noise ratio of `target`,
    /// seconds × milliwatts, and the ratio that it has; `nil` without a restored frame.
    static func restoredLight(
        _ observation: Observation, target: Double
    ) -> (wanted: Double, precision: Double)? {
        let numbers = observation.features.networks?["restore"] ?? [:]
        guard let peak = numbers["peak_electrons"], let noise = numbers["noise_electrons"],
            peak.isFinite, noise.isFinite, noise > 0, observation.exposureSeconds > 0,
            observation.powerMilliwatts > 0
        else { return nil }
        let precision = (peak - noise) / noise
        let ratio = target / max(precision, 1)
        return (
            observation.exposureSeconds * observation.powerMilliwatts * ratio * ratio, precision
        )
    }
}
