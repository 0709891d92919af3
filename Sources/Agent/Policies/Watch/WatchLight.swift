import Acquisition
import Models

/// The exposure that shows a dividing cell just well enough, for each position and channel.
///
/// It begins at a small share of the planned exposure and follows the dimmest cell that is worth
/// light, not the brightest one of the frame. A position without such a cell takes over what the
/// others need. Regular views have one light at all positions, the one that suffices at three quarters
/// of them: a field has few cells, and one of them may be odd.
struct WatchLight: Sendable {
    struct Site: Hashable {
        let position: Int
        let channel: String
    }

    private let settings: WatchSettings
    private var channels: [String: RunOutline.Channel] = [:]
    private var inForce: [Site: Double] = [:]
    private var rates: [Site: PhotonRates] = [:]
    private var aims: [Site: Double] = [:]
    /// The same for the dim structures of regular views.
    private var regularRates: [Site: PhotonRates] = [:]
    private var regularAims: [Site: Double] = [:]

    init(_ settings: WatchSettings, _ outline: RunOutline, spend: [String]) {
        self.settings = settings
        for channel in outline.channels where spend.contains(channel.name) {
            channels[channel.name] = channel
        }
    }

    mutating func apply(_ proposals: [Proposal]) {
        for proposal in proposals {
            guard case .exposure(let seconds) = proposal.change else { continue }
            inForce[Site(position: proposal.position, channel: proposal.channel)] = seconds
        }
    }

    /// The light of the next frame at a position, in planned exposures; the most of its channels.
    func cost(at position: Int) -> Double {
        channels.values.reduce(0) { most, channel in
            let site = Site(position: position, channel: channel.name)
            guard let seconds = inForce[site], channel.exposureSeconds > 0 else {
                return max(most, 1)
            }
            return max(most, seconds / channel.exposureSeconds)
        }
    }

    /// The light of a frame in planned exposures.
    func share(of observation: Observation) -> Double {
        guard let planned = channels[observation.channel], planned.exposureSeconds > 0,
            planned.powerMilliwatts > 0
        else { return 1 }
        return observation.exposureSeconds * observation.powerMilliwatts
            / (planned.exposureSeconds * planned.powerMilliwatts)
    }

    /// Takes in a frame.
    ///
    /// - Parameters:
    ///   - isEvent: Whether cells of the position are worth light; else it is a regular view.
    ///   - peak: Brightness of the dimmest of them, or of the frame's dim structures, electrons per
    ///     pixel; `nil` where it was not seen.
    ///   - restored: Seconds × milliwatts that a restored frame of asked precision needs.
    mutating func observe(
        _ observation: Observation, isEvent: Bool, peak: Double?, restored: Double?
    ) {
        let site = Site(position: observation.position, channel: observation.channel)
        let light = observation.exposureSeconds * observation.powerMilliwatts
        guard light > 0, let signal = observation.features.signal, signal.isUsable else { return }
        let newest = peak.flatMap { peak -> PhotonRates? in
            peak > 0
                ? PhotonRates(
                    signalElectrons: peak, backgroundElectrons: signal.backgroundElectrons,
                    light: light) : nil
        }
        let mixed = newest.map { newest in
            var mixed = (isEvent ? rates[site] : regularRates[site]) ?? newest
            mixed.mix(newest, share: 0.5)
            return mixed
        }
        let aim =
            restored.map { $0 / observation.powerMilliwatts }
            ?? mixed?.exposure(
                target: settings.target, milliwatts: observation.powerMilliwatts,
                readVariance: signal.readVariance)
            // What cannot be seen needs more light, one step at a time.
            ?? observation.exposureSeconds * settings.largestStep
        if isEvent {
            rates[site] = mixed ?? rates[site]
            aims[site] = aim
        } else {
            regularRates[site] = mixed ?? regularRates[site]
            aims[site] = nil
            regularAims[site] = aim
        }
    }

    /// One step of each channel at `position` towards what it needs.
    ///
    /// - Parameter harm: Divides the light.
    func proposals(at position: Int, harm: Double) -> [Proposal] {
        channels.values.sorted { $0.name < $1.name }.compactMap { channel in
            let site = Site(position: position, channel: channel.name)
            let current = inForce[site] ?? channel.exposureSeconds
            let most = min(
                settings.most * channel.exposureSeconds, channel.exposureLimits.upperBound)
            let least = min(most, channel.exposureLimits.lowerBound)
            let wanted = aim(at: site, of: channel) / harm
            guard current > 0, wanted.isFinite else { return nil }
            let step = min(max(wanted / current, 1 / settings.largestStep), settings.largestStep)
            // Cameras set exposures in steps; a tenth of a millisecond is finer than any that matters.
            let next = min(max((current * step * 10_000).rounded() / 10_000, least), most)
            guard abs(next - current) > 0.05 * current else { return nil }
            return Proposal(
                position: position, channel: channel.name, change: .exposure(seconds: next))
        }
    }

    private func aim(at site: Site, of channel: RunOutline.Channel) -> Double {
        let regular = regularAims.filter { $0.key.channel == channel.name }.map(\.value).sorted()
        guard settings.every != nil, !regular.isEmpty else {
            return aims[site] ?? typicalAim(of: channel)
        }
        return max(aims[site] ?? 0, regular[(regular.count - 1) * 3 / 4])
    }

    /// The middle of what the positions that were measured need; at first the share to begin with.
    private func typicalAim(of channel: RunOutline.Channel) -> Double {
        let known = aims.filter { $0.key.channel == channel.name }.map(\.value).sorted()
        return known.isEmpty
            ? settings.startLight * channel.exposureSeconds : known[known.count / 2]
    }
}
