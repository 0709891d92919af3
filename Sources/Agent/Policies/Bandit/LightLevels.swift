import Acquisition

/// The exposures and powers in force, and the steps from there to others.
struct LightLevels: Sendable {
    private struct Site: Hashable {
        let position: Int
        let channel: String
    }

    /// Largest factor of one step; an envelope allows 2 unless it says otherwise.
    private static let largestStep = 1.9
    private var exposures: [Site: Double] = [:]
    private var powers: [Site: Double] = [:]
    private var planned: [String: RunOutline.Channel] = [:]

    mutating func begin(_ channels: [RunOutline.Channel]) {
        for channel in channels { planned[channel.name] = channel }
    }

    mutating func apply(_ proposals: [Proposal]) {
        for proposal in proposals {
            let site = Site(position: proposal.position, channel: proposal.channel)
            switch proposal.change {
            case .exposure(let seconds): exposures[site] = seconds
            case .power(let milliwatts): powers[site] = milliwatts
            case .take, .virtual, .stop, .every, .planes, .focus: break
            }
        }
    }

    /// One step of exposure and power each towards those of `arm`, within the device's limits.
    func steps(_ channel: RunOutline.Channel, at position: Int, _ arm: LightArm) -> [Proposal] {
        let site = Site(position: position, channel: channel.name)
        var steps: [Proposal] = []
        if let seconds = Self.step(
            from: exposures[site] ?? channel.exposureSeconds,
            to: arm.exposure * channel.exposureSeconds, within: channel.exposureLimits,
            grain: 0.0001)
        {
            steps.append(
                Proposal(
                    position: position, channel: channel.name, change: .exposure(seconds: seconds)))
        }
        if let milliwatts = Self.step(
            from: powers[site] ?? channel.powerMilliwatts,
            to: arm.power * channel.powerMilliwatts, within: channel.powerLimits, grain: 0.001)
        {
            steps.append(
                Proposal(
                    position: position, channel: channel.name,
                    change: .power(milliwatts: milliwatts)))
        }
        return steps
    }

    private static func step(
        from current: Double, to wanted: Double, within limits: ClosedRange<Double>, grain: Double
    ) -> Double? {
        guard current > 0, wanted > 0 else { return nil }
        let factor = min(max(wanted / current, 1 / largestStep), largestStep)
        let rounded = (current * factor / grain).rounded() * grain
        let next = min(max(rounded, limits.lowerBound), limits.upperBound)
        return abs(next - current) > 0.02 * current ? next : nil
    }
}
