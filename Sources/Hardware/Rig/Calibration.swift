/// How a light line's setting becomes light at the sample.
package struct Calibration: Sendable, Equatable {
    package struct Point: Sendable, Equatable {
        /// 0 to 1 of full scale.
        package var fraction: Double
        /// At the sample plane.
        package var milliwatts: Double

        package init(fraction: Double, milliwatts: Double) {
            self.fraction = fraction
            self.milliwatts = milliwatts
        }
    }

    /// Both columns rise strictly; between the points the curve is straight.
    package let curve: [Point]
    /// Illuminated area at the sample plane, in cm².
    package let areaSquareCentimeters: Double
    /// Relative, one standard deviation: 0.05 is 5 %.
    package let uncertainty: Double

    /// - Precondition: at least two points, both columns rising strictly; a positive area.
    package init(curve: [Point], areaSquareCentimeters: Double, uncertainty: Double) {
        precondition(curve.count >= 2 && areaSquareCentimeters > 0, "checked by the reader")
        self.curve = curve
        self.areaSquareCentimeters = areaSquareCentimeters
        self.uncertainty = uncertainty
    }

    /// What the line can be set to, in mW at the sample.
    package var milliwattRange: ClosedRange<Double> {
        (curve.first?.milliwatts ?? 0)...(curve.last?.milliwatts ?? 0)
    }

    /// The setting that gives `milliwatts`; `nil` outside the curve.
    package func fraction(milliwatts: Double) -> Double? {
        interpolate(milliwatts, from: \.milliwatts, to: \.fraction)
    }

    /// The power at a setting; `nil` outside the curve.
    package func milliwatts(fraction: Double) -> Double? {
        interpolate(fraction, from: \.fraction, to: \.milliwatts)
    }

    /// W/cm², the mean over the illuminated area.
    package func irradiance(milliwatts: Double) -> Double {
        milliwatts / 1000 / areaSquareCentimeters
    }

    /// J/cm² after `exposure` at `milliwatts`.
    package func dose(milliwatts: Double, exposure: Duration) -> Double {
        irradiance(milliwatts: milliwatts) * exposure.inSeconds
    }

    private func interpolate(
        _ value: Double, from: KeyPath<Point, Double>, to: KeyPath<Point, Double>
    ) -> Double? {
        for (low, high) in zip(curve, curve.dropFirst())
        where (low[keyPath: from]...high[keyPath: from]).contains(value) {
            let share =
                (value - low[keyPath: from]) / (high[keyPath: from] - low[keyPath: from])
            return low[keyPath: to] + share * (high[keyPath: to] - low[keyPath: to])
        }
        return nil
    }
}
