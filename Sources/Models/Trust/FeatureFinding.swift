/// How a frame's features compare with those of training.
package struct FeatureFinding: Sendable, Codable, Equatable {
    package let tileCount: Int
    /// Tiles farther away than held-out ones.
    package let alarmCount: Int
    package let meanDistance: Double
    package let largestDistance: Double
    /// What mean distance good frames stay below, but for the false-alarm rate.
    package let allowedDistance: Double

    package init(_ tiles: FeatureTable, _ distribution: FeatureDistribution) {
        // JSON knows no infinity.
        let distances = distribution.distances(of: tiles).map { min($0, 1e9) }
        tileCount = distances.count
        alarmCount = distances.reduce(0) { $0 + (distribution.tileAlarm.isAlarm($1) ? 1 : 0) }
        meanDistance = FeatureDistribution.average(distances)
        largestDistance = distances.max() ?? 0
        allowedDistance = distribution.frameAlarm.score
    }

    package var isAlarm: Bool { meanDistance > allowedDistance }

    /// In words; `nil` where there is nothing to say.
    package var reason: String? {
        guard isAlarm else { return nil }
        return "the network has not seen such a frame in training: \(alarmCount) of \(tileCount) "
            + "tiles are unlike any, mean distance \(Spoken.number(meanDistance)), usual up to "
            + "\(Spoken.number(allowedDistance))"
    }
}
