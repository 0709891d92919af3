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
        let numbers = observation.features.networks?["restore"] ?? [:]
        guard let peak = numbers["peak_electrons"], let noise = numbers["noise_electrons"],
            peak.isFinite, noise.isFinite, noise > 0, observation.exposureSeconds > 0,
            observation.powerMilliwatts > 0
        else { return Verdict("no restored frame to measure; exposure left as it is") }
        let precision = (peak - noise) / noise
        guard precision >= 1 else {
            return Verdict("nothing certain in the restored frame; exposure left as it is")
        }
        let ratio = settings.target / precision
        let newest = observation.exposureSeconds * observation.powerMilliwatts * ratio * ratio
        let site = Site(position: observation.position, channel: observation.channel)
        let last = wantedLight[site] ?? newest
        let light = last + settings.newestShare * (newest - last)
        wantedLight[site] = light
        return verdict(
            light / observation.powerMilliwatts, observation, measured: precision, limits: limits)
    }
}
