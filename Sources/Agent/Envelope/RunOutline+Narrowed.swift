package import Acquisition

extension RunOutline {
    /// The outline with the limits of `envelope`, so that a policy does not ask
    /// again and again for what it cannot have.
    ///
    /// Where both exclude each other the device's limits stay; the envelope then refuses.
    package func narrowed(by envelope: EnvelopeSettings) -> RunOutline {
        RunOutline(
            positionNames: positionNames,
            channels: channels.map { channel in
                Channel(
                    name: channel.name, isTransmitted: channel.isTransmitted,
                    exposureSeconds: channel.exposureSeconds,
                    powerMilliwatts: channel.powerMilliwatts,
                    exposureLimits: channel.exposureLimits.narrowed(
                        from: envelope.minExposureSeconds, to: envelope.maxExposureSeconds),
                    powerLimits: channel.powerLimits.narrowed(
                        from: envelope.minPowerMilliwatts, to: envelope.maxPowerMilliwatts),
                    joulesPerCm2: channel.joulesPerCm2)
            },
            intervalSeconds: intervalSeconds, timePointCount: timePointCount,
            budgetPerPosition: budgetPerPosition, planeCount: planeCount,
            focusReachMicrometers: envelope.maxFocusMicrometers ?? 0)
    }
}

extension ClosedRange<Double> {
    fileprivate func narrowed(from least: Double?, to most: Double?) -> ClosedRange<Double> {
        let lower = Swift.max(lowerBound, least ?? lowerBound)
        let upper = Swift.min(upperBound, most ?? upperBound)
        return lower <= upper ? lower...upper : self
    }
}
