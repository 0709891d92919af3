/// Interval factors for frames of little, medium and much signal: one factor for all of them holds
/// on average, and too little where light is scarce.
///
/// - Source: group-conditional ("Mondrian") conformal prediction, Vovk et al., Algorithmic Learning
///   in a Random World (2005), with the frame's signal as its group.
package struct ConformalLights: Sendable, Codable, Equatable {
    /// Frames of one range of signals.
    package struct Group: Sendable, Codable, Equatable {
        /// The largest signal in electrons that belongs here; the last group takes all above.
        package let largestSignal: Double
        package let conformal: ConformalScale
    }

    /// From the least signal to the most.
    package let groups: [Group]

    /// Fewer frames would make a group's factor chance.
    static let fewestFrames = 16
    private static let mostGroups = 4

    /// - Parameter frames: The signal of each calibration frame in electrons, and how its truth
    ///   lies round the prediction.
    /// - Returns: `nil` where the frames are too few for two groups.
    init?(_ frames: [(signal: Double, calibration: ConformalCalibration)]) throws(TrustError) {
        let parts = SignalGroups.parts(
            frames.map { (signal: $0.signal, part: $0.calibration) }, fewest: Self.fewestFrames,
            most: Self.mostGroups)
        guard let parts else { return nil }
        var groups: [Group] = []
        for part in parts {
            var all = ConformalCalibration()
            for calibration in part.parts { all.append(calibration) }
            groups.append(
                Group(largestSignal: part.largestSignal, conformal: try all.scale()))
        }
        self.groups = groups
    }

    /// The factors for a frame of `signal` electrons.
    package func scale(signal: Double) -> ConformalScale? {
        (groups.first { signal <= $0.largestSignal } ?? groups.last)?.conformal
    }
}

extension InputStatistics {
    /// What lies between a frame's background and its brightest structures, electrons.
    package var signalElectrons: Double { brightElectrons - darkElectrons }
}
