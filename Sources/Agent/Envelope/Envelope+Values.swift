import Acquisition

/// Which values are allowed, and which of them are more light than what holds.
extension Envelope {
    func regionRefusal(_ position: Int, _ channel: RunOutline.Channel) -> String? {
        if settings.channels == nil, channel.isTransmitted {
            return "of transmitted light the agent may only shorten exposures"
        }
        return placeRefusal(position, channel)
    }

    /// Whether an exposure in transmitted light is to be no longer than planned, which no position's
    /// or channel's limit speaks against.
    func isShorterLook(_ proposal: Proposal, _ channel: RunOutline.Channel) -> Bool {
        guard settings.channels == nil, channel.isTransmitted,
            placeRefusal(proposal.position, channel) == nil,
            case .exposure(let seconds) = proposal.change
        else { return false }
        return seconds <= channel.exposureSeconds
    }

    private func placeRefusal(_ position: Int, _ channel: RunOutline.Channel) -> String? {
        if let allowed = settings.channels, !allowed.contains(channel.name) {
            return "the agent may not change this channel"
        }
        if let allowed = settings.positions, !allowed.contains(positionNames[position]) {
            return "the agent may not change this position"
        }
        return nil
    }

    func focusRefusal(_ position: Int, _ channel: RunOutline.Channel, _ offset: Double) -> String? {
        if let refusal = placeRefusal(position, channel) { return refusal }
        guard let reach = settings.maxFocusMicrometers else {
            return "the agent may not move the focus (envelope: max_focus)"
        }
        // Not a number compares false, and so is refused here too.
        guard abs(offset) <= reach else {
            return "allowed is up to \(brief(reach)) µm from the planned focus"
        }
        return nil
    }

    func valueRefusal(
        _ change: Proposal.Change, _ setting: EnvelopeSetting, _ channel: RunOutline.Channel
    ) -> String? {
        switch change {
        case .take, .virtual, .stop, .focus: nil
        case .exposure(let value):
            limitRefusal(
                value, channel.exposureLimits, settings.minExposureSeconds,
                settings.maxExposureSeconds, scale: 1000, unit: "ms")
                ?? stepRefusal(value, from: level(setting) ?? channel.exposureSeconds)
        case .power(let value):
            limitRefusal(
                value, channel.powerLimits, settings.minPowerMilliwatts,
                settings.maxPowerMilliwatts, scale: 1, unit: "mW")
                ?? stepRefusal(value, from: level(setting) ?? channel.powerMilliwatts)
        case .every(let count):
            (1...max(timePointCount, 1)).contains(count)
                ? nil : "allowed is every 1 to \(max(timePointCount, 1)) time points"
        case .planes(let planes): planesRefusal(planes)
        }
    }

    private func planesRefusal(_ planes: [Int]?) -> String? {
        guard let planes else { return nil }
        let isRight =
            !planes.isEmpty && planes.count <= planeCount
            && planes.allSatisfy { (0..<planeCount).contains($0) }
        return isRight ? nil : "the planes are 0 to \(planeCount - 1), and one at least must stay"
    }

    private func limitRefusal(
        _ value: Double, _ device: ClosedRange<Double>, _ least: Double?, _ most: Double?,
        scale: Double, unit: String
    ) -> String? {
        let lower = max(device.lowerBound, least ?? device.lowerBound)
        let upper = min(device.upperBound, most ?? device.upperBound)
        // Not a number compares false, and so is refused here too.
        guard value >= lower, value <= upper, value > 0 else {
            return "allowed is \(brief(lower * scale)) to \(brief(upper * scale)) \(unit)"
        }
        return nil
    }

    private func stepRefusal(_ value: Double, from current: Double) -> String? {
        // A planned value of zero has no factor; then the limits alone hold.
        guard current > 0 else { return nil }
        let factor = max(value / current, current / value)
        // A thousandth of room, so that rounding never refuses the largest step itself.
        guard factor <= settings.maxStep * 1.001 else {
            return "a change by more than a factor of \(brief(settings.maxStep)) at once"
        }
        return nil
    }

    /// The exposure in seconds or the power in milliwatts in force, where it is not the planned one.
    private func level(_ setting: EnvelopeSetting) -> Double? {
        switch inForce[setting] {
        case .exposure(let value), .power(let value): value
        default: nil
        }
    }

    /// Whether more light would fall than now.
    func isMoreLight(
        _ change: Proposal.Change, _ setting: EnvelopeSetting, _ channel: RunOutline.Channel
    ) -> Bool {
        switch change {
        case .take: return true
        case .virtual, .stop, .focus: return false
        case .exposure(let value): return value > level(setting) ?? channel.exposureSeconds
        case .power(let value): return value > level(setting) ?? channel.powerMilliwatts
        case .every(let count):
            guard case .every(let current) = inForce[setting] else { return false }
            return count < current
        case .planes(let planes):
            guard case .planes(let current?) = inForce[setting] else { return false }
            return !Set(planes ?? Array(0..<planeCount)).isSubset(of: current)
        }
    }
}
