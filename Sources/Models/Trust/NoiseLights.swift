/// Thresholds of the noise test for frames of little, medium and much signal: the more light there
/// is, the more a network's own small errors stand out of the noise.
///
/// - Source: group-conditional ("Mondrian") conformal prediction, as ``ConformalLights``.
package struct NoiseLights: Sendable, Codable, Equatable {
    /// Frames of one range of signals.
    package struct Group: Sendable, Codable, Equatable {
        /// The largest signal in electrons that belongs here; the last group takes all above.
        package let largestSignal: Double
        /// Of a tile.
        package let threshold: NoiseConsistency.Threshold
        /// Over the share of a frame's tiles that alarm: errors of one frame come together.
        package let frameAlarm: AlarmThreshold
    }

    /// From the least signal to the most.
    package let groups: [Group]

    /// Fewer frames would make a group's rate chance.
    static let fewestFrames = 40
    private static let mostGroups = 8
    /// Of frames that are restored well.
    private static let falseAlarmRate = 0.05

    /// - Parameter frames: The signal of each calibration frame in electrons, and its tiles.
    /// - Returns: `nil` where the frames are too few for two groups.
    init?(_ frames: [(signal: Double, tiles: [NoiseTile])]) throws(TrustError) {
        let parts = SignalGroups.parts(
            frames.filter { !$0.tiles.isEmpty }.map { (signal: $0.signal, part: $0.tiles) },
            fewest: Self.fewestFrames, most: Self.mostGroups)
        guard let parts else { return nil }
        var groups: [Group] = []
        for part in parts {
            let tiles = Array(part.parts.joined())
            // Small frames have few tiles.
            guard tiles.count >= NoiseConsistency.Threshold.fewestTiles else { return nil }
            let threshold = try NoiseConsistency.Threshold(
                cleanTiles: tiles, falseAlarmRate: Self.falseAlarmRate)
            let shares = part.parts.map { tiles in
                Double(tiles.count { threshold.isAlarm($0) }) / Double(tiles.count)
            }
            groups.append(
                Group(
                    largestSignal: part.largestSignal, threshold: threshold,
                    frameAlarm: try AlarmThreshold(
                        scores: shares, falseAlarmRate: Self.falseAlarmRate)))
        }
        self.groups = groups
    }

    /// The thresholds for a frame of `signal` electrons.
    package func group(signal: Double) -> Group? {
        groups.first { signal <= $0.largestSignal } ?? groups.last
    }
}
