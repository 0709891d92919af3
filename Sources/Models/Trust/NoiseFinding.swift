/// What the noise tests say of a whole frame.
package struct NoiseFinding: Sendable, Codable, Equatable {
    package let tileCount: Int
    /// Tiles whose tests alarm.
    package let alarmCount: Int
    /// As many alarms as good frames stay below, but for the false-alarm rate.
    package let allowedCount: Int
    /// Smallest of a tile, beside clean tiles.
    package let lowestProbability: Double
    /// The test that alarms most often, where one does.
    package let worstTest: NoiseTest?

    /// - Parameters:
    ///   - tiles: Of one frame.
    ///   - frameAlarm: Over the share of tiles that alarm, measured on whole frames; without it tiles
    ///     are taken to alarm independently.
    package init(
        _ tiles: [NoiseTile], _ threshold: NoiseConsistency.Threshold,
        frameAlarm: AlarmThreshold? = nil
    ) {
        var alarms = 0
        var lowest = 1.0
        var failures = SIMD8<Int>.zero
        for tile in tiles {
            lowest = min(lowest, threshold.probability(tile))
            guard threshold.isAlarm(tile) else { continue }
            alarms += 1
            failures[threshold.worstTest(tile).rawValue] += 1
        }
        tileCount = tiles.count
        alarmCount = alarms
        lowestProbability = lowest
        let usual = frameAlarm.map { Int($0.score * Double(tiles.count)) } ?? 0
        allowedCount = max(Self.allowed(of: tiles.count, threshold.alarm), usual)
        worstTest =
            alarms == 0
            ? nil : NoiseTest.allCases.max { failures[$0.rawValue] < failures[$1.rawValue] }
    }

    /// More tiles alarm than chance explains.
    package var isAlarm: Bool { alarmCount > allowedCount }

    /// In words; `nil` where there is nothing to say.
    package var reason: String? {
        guard isAlarm, let worstTest else { return nil }
        return "\(alarmCount) of \(tileCount) tiles do not fit the raw frame: \(worstTest.finding)"
    }

    /// Tiles of a good frame alarm independently, as their noise is independent; how often they do
    /// is only known as well as the clean tiles say that the threshold was set with.
    private static func allowed(of count: Int, _ alarm: AlarmThreshold) -> Int {
        var total = 0.0
        return (0..<count).first { alarms in
            total += alarm.chance(of: alarms, in: count)
            return total >= 1 - alarm.falseAlarmRate
        } ?? count
    }
}
