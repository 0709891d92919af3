import Acquisition
import Models

/// The exposure that shows a dividing cell just well enough, for each position and channel.
///
/// It begins at a small share of the planned exposure and follows the dimmest cell that is worth
/// light, not the brightest one of the frame. A position without such a cell takes over what the
/// others need.
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

    /// Takes in a frame of a position where cells are worth light.
    ///
    /// - Parameters:
    ///   - peak: Brightness of the dimmest of them, electrons per pixel; `nil` where it was not seen.
    ///   - restored: Seconds × milliwatts that a restored frame of asked precision needs.
    mutating func observe(_ observation: Observation, peak: Double?, restored: Double?) {
        let site = Site(position: observation.position, channel: observation.channel)
        let light = observation.exposureSeconds * observation.powerMilliwatts
        guard light > 0, let signal = observation.features.signal, signal.isUsable else { return }
        if let restored {
            aims[site] = restored / observation.powerMilliwatts
            return
        }
        guard let peak, peak > 0 else {
            // What cannot be seen needs more light, one step at a time.
            aims[site] = observation.exposureSeconds * settings.largestStep
            return
        }
        let newest = PhotonRates(
            signalElectrons: peak, backgroundElectrons: signal.backgroundElectrons, light: light)
        var mixed = rates[site] ?? newest
        mixed.mix(newest, share: 0.5)
        rates[site] = mixed
        aims[site] = mixed.exposure(
            target: settings.target, milliwatts: observation.powerMilliwatts,
            readVariance: signal.readVariance)
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
            let wanted = (aims[site] ?? typicalAim(of: channel)) / harm
            guard current > 0, wanted.isFinite else { return nil }
            let step = min(max(wanted / current, 1 / settings.largestStep), settings.largestStep)
            // Cameras set exposures in steps; a tenth of a millisecond is finer than any that matters.
            let next = min(max((current * step * 10_000).rounded() / 10_000, least), most)
            guard abs(next - current) > 0.05 * current else { return nil }
            return Proposal(
                position: position, channel: channel.name, change: .exposure(seconds: next))
        }
    }

    /// The middle of what the positions that were measured need; at first the share to begin with.
    private func typicalAim(of channel: RunOutline.Channel) -> Double {
        let known = aims.filter { $0.key.channel == channel.name }.map(\.value).sorted()
        return known.isEmpty
            ? settings.startLight * channel.exposureSeconds : known[known.count / 2]
    }
}
