extension TrustCalibration {
    /// Refuses numbers that no calibration gives.
    ///
    /// - Throws: `outOfRange` with the part that is wrong.
    func check() throws(TrustError) {
        try checkInput()
        if let conformal { try check(conformal) }
        if let lights {
            try Self.demand(!lights.groups.isEmpty, "the list of lights")
            for group in lights.groups {
                try Self.demand(group.largestSignal.isFinite, "a group's signal")
                try check(group.conformal)
            }
        }
        if let noise { try check(noise) }
        if let noiseLights {
            try Self.demand(!noiseLights.groups.isEmpty, "the list of the noise test's lights")
            for group in noiseLights.groups {
                try Self.demand(group.largestSignal.isFinite, "a group's signal")
                try check(group.threshold)
                try Self.check(group.frameAlarm, "frame")
            }
        }
        if let features {
            try Self.check(features.tileAlarm, "tile")
            try Self.check(features.frameAlarm, "frame")
        }
    }

    private func checkInput() throws(TrustError) {
        let shares = [input.saturatedShare, input.blankShare]
        let others = [
            input.meanElectrons, input.darkElectrons, input.brightElectrons, input.contrast,
            input.spectrumSlope,
        ]
        for limits in shares + others + [input.pixelMicrometers].compactMap({ $0 }) {
            try Self.demand(
                limits.low <= limits.high && limits.low.isFinite && limits.high.isFinite,
                "a range of the input")
        }
        for share in shares {
            try Self.demand(share.low >= 0 && share.high <= 1, "a share of pixels")
        }
        if let size = input.pixelMicrometers { try Self.demand(size.low > 0, "the pixel size") }
        try Self.demand(input.frameCount > 0, "the number of training frames")
    }

    private func check(_ noise: NoiseConsistency.Threshold) throws(TrustError) {
        for index in 0..<8 {
            try Self.demand(noise.centres[index].isFinite, "a noise test's centre")
            let spread = noise.spreads[index]
            try Self.demand(spread > 0 && spread.isFinite, "a noise test's spread")
        }
        try Self.check(noise.alarm, "noise")
        try Self.demand((0...1).contains(noise.alarm.score), "the noise test's threshold")
    }

    private func check(_ conformal: ConformalScale) throws(TrustError) {
        try Self.demand(!conformal.levels.isEmpty, "the list of coverages")
        try Self.demand(conformal.imageCount > 0, "the number of calibration images")
        try Self.demand(conformal.confidence > 0 && conformal.confidence < 1, "the confidence")
        for level in conformal.levels {
            try Self.demand(level.coverage > 0 && level.coverage < 1, "a coverage")
            try Self.demand((0...1).contains(level.reached), "a reached coverage")
            for factor in [level.quantileFactor, level.boundFactor ?? 1] {
                try Self.demand(factor > 0 && factor.isFinite, "an interval's factor")
            }
        }
    }

    private static func check(_ alarm: AlarmThreshold, _ name: String) throws(TrustError) {
        try demand(alarm.score.isFinite && alarm.score >= 0, "the \(name) alarm's threshold")
        try demand(
            alarm.falseAlarmRate > 0 && alarm.falseAlarmRate < 1, "the \(name) alarm's rate")
        try demand((0...1_000_000_000).contains(alarm.count), "the \(name) alarm's count")
    }

    private static func demand(_ holds: Bool, _ what: String) throws(TrustError) {
        guard !holds else { return }
        throw TrustError(
            .outOfRange,
            "trust calibration: \(what) is out of range; train the network again")
    }
}
