/// How wide the intervals of a frame's pixels are.
package struct IntervalFinding: Sendable, Codable, Equatable {
    /// Share of pixels that is to lie inside.
    package let coverage: Double
    package let method: ConformalScale.Method
    /// From the mean to either end, over pixels with a scale; in the restored image's units.
    package let meanHalfWidth: Double
    /// Pixels whose scale is no number, or 0 or less.
    package let badPixelCount: Int

    /// - Returns: `nil` for a coverage that was not calibrated.
    package init?(scale: FloatImage, conformal: ConformalScale, coverage: Double) {
        guard let factor = conformal.factor(coverage: coverage) else { return nil }
        var sum = 0.0
        var bad = 0
        for value in scale.pixels {
            if value > 0, value.isFinite { sum += Double(value) } else { bad += 1 }
        }
        let good = scale.pixels.count - bad
        self.coverage = coverage
        method = factor.method
        meanHalfWidth = factor.value * sum / Double(max(1, good))
        badPixelCount = bad
    }

    package var isAlarm: Bool { badPixelCount > 0 }

    /// In words; `nil` where there is nothing to say.
    package var reason: String? {
        guard isAlarm else { return nil }
        return "\(badPixelCount) pixels have no uncertainty: the network's answer is broken"
    }
}
