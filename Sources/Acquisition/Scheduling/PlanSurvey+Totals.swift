import Hardware

extension PlanSurvey {
    /// Time points of the place with the most.
    var timePointCount: Int { series.map(\.sizeT).max() ?? 0 }

    /// Lights that the plan uses and nobody calibrated.
    func uncalibrated(_ lights: LightTable) -> [String] {
        channelNames.compactMap { name in
            // A surveyed plan has only channels of the rig.
            guard let light = try? lights.light(of: name) else { return nil }
            return light.light.calibration == nil ? light.name : nil
        }
    }

    /// The mean exposure that the plan gives to a channel.
    func meanExposure(of channel: String) -> Duration? {
        let parts = series.compactMap { $0.exposures[channel] }
        let count = parts.reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        return .seconds(parts.reduce(0) { $0 + $1.seconds } / Double(count))
    }
}

extension PlanSurvey.Series {
    /// How many planes deep in time the store must be.
    func planeCount(_ countsPlanes: Bool) -> Int {
        guard countsPlanes else { return sizeT }
        let most = exposures.values.map(\.count).max() ?? 0
        return (most + max(sizeZ, 1) - 1) / max(sizeZ, 1)
    }

    /// The distance between planes; `nil` for one plane or uneven ones.
    var zStep: Double? {
        guard zMicrometers.count > 1 else { return nil }
        let steps = zip(zMicrometers.dropFirst(), zMicrometers).map { abs($0 - $1) }
        guard let first = steps.first, first > 0, steps.allSatisfy({ abs($0 - first) < 1e-6 })
        else { return nil }
        return first
    }
}
