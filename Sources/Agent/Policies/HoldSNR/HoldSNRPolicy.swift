package import Acquisition
import Models

/// Keeps the measured peak signal-to-noise ratio at a target with the shortest exposure that does.
///
/// Each fluorescence frame says how many electrons per second its peak and its background give.
/// From these follows the exposure at which the peak would stand `target` times above its noise;
/// as the label bleaches the exposure grows, as a cell rounds up and brightens it shrinks.
///
/// - Source: R. A. Hoebe et al., "Controlled light-exposure microscopy reduces photobleaching and
///   phototoxicity in fluorescence live-cell imaging", Nature Biotechnology 25 (2007) 249–253, from
///   which the principle is: no more light than the wanted signal-to-noise ratio needs. There it
///   is decided per pixel while scanning, here per frame for the next one.
package struct HoldSNRPolicy: Policy {
    package let name = PolicySettings.Kind.holdSNR.rawValue
    let settings: HoldSNRSettings
    private var steered: [String: ClosedRange<Double>] = [:]
    private var sites: [Site: PhotonRates] = [:]
    /// Running estimate of the seconds × milliwatts at which a restored frame would be as precise
    /// as it should.
    var wantedLight: [Site: Double] = [:]

    struct Site: Hashable {
        let position: Int
        let channel: String
    }

    package init(_ settings: HoldSNRSettings) { self.settings = settings }

    package mutating func begin(_ outline: RunOutline) -> Verdict {
        for channel in outline.channels where !channel.isTransmitted {
            if settings.channels?.contains(channel.name) ?? true {
                let limits = channel.exposureLimits
                let most = settings.most * channel.exposureSeconds
                steered[channel.name] =
                    limits.lowerBound...min(max(most, limits.lowerBound), limits.upperBound)
            }
        }
        let names = steered.keys.sorted().joined(separator: ", ")
        let kind = settings.signal == .restored ? "restored peak SNR" : "peak SNR"
        return Verdict("holding a \(kind) of \(brief(settings.target)) in \(names)")
    }

    package mutating func observe(_ observation: Observation) -> Verdict {
        guard let limits = steered[observation.channel] else {
            return Verdict("\(observation.channel) is not steered")
        }
        if settings.signal == .restored { return observeRestored(observation, limits: limits) }
        guard let signal = observation.features.signal, signal.isUsable,
            observation.exposureSeconds > 0, observation.powerMilliwatts > 0
        else { return Verdict("no usable signal-to-noise ratio; exposure left as it is") }
        guard signal.peakSNR >= 1 else {
            return Verdict("nothing bright in the frame; exposure left as it is")
        }
        let wanted = update(with: signal, of: observation).exposure(
            target: settings.target, milliwatts: observation.powerMilliwatts,
            readVariance: signal.readVariance)
        return verdict(wanted, observation, measured: signal.peakSNR, limits: limits)
    }

    private mutating func update(
        with signal: SignalFeatures, of observation: Observation
    ) -> PhotonRates {
        let site = Site(position: observation.position, channel: observation.channel)
        let newest = PhotonRates(
            signalElectrons: signal.peakElectrons, backgroundElectrons: signal.backgroundElectrons,
            light: observation.exposureSeconds * observation.powerMilliwatts)
        sites[site, default: newest].mix(newest, share: settings.newestShare)
        return sites[site] ?? newest
    }

    func verdict(
        _ wanted: Double, _ observation: Observation, measured: Double,
        limits: ClosedRange<Double>
    ) -> Verdict {
        let current = observation.exposureSeconds
        let features = ["wanted_exposure_s": wanted, "peak_snr": measured]
        let kind = settings.signal == .restored ? "restored peak SNR" : "peak SNR"
        let said = "\(kind) \(brief(measured)) for a target of \(brief(settings.target))"
        guard wanted.isFinite, abs(wanted - current) > settings.deadBand * current else {
            return Verdict("\(said): exposure stays", features: features)
        }
        let step = min(max(wanted / current, 1 / settings.largestStep), settings.largestStep)
        // Cameras set exposures in steps; a tenth of a millisecond is finer than any that matters.
        let rounded = (current * step * 10_000).rounded() / 10_000
        let next = min(max(rounded, limits.lowerBound), limits.upperBound)
        guard next != current else {
            return Verdict("\(said): exposure is at its limit", features: features)
        }
        let from = brief(current * 1000)
        let proposal = Proposal(
            position: observation.position, channel: observation.channel,
            change: .exposure(seconds: next))
        return Verdict(
            "\(said): exposure from \(from) ms to \(brief(next * 1000)) ms",
            proposals: [proposal], features: features)
    }
}
