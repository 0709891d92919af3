internal import Foundation

/// From values to places on one side of a drawing, in proportion or by decades.
struct ChartScale {
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    /// Where `low` and `high` come to lie.
    let start: Double
    let end: Double

    init(
        from low: Double, to high: Double, isLogarithmic: Bool = false, start: Double, end: Double
    ) {
        self.low = low
        self.high = high > low ? high : low + 1
        self.isLogarithmic = isLogarithmic && low > 0
        self.start = start
        self.end = end
    }

    /// Room for all finite `values` with a margin at both ends; by decades where they span more
    /// than one and `mayBeLogarithmic`.
    init(around values: [Double], mayBeLogarithmic: Bool = false, start: Double, end: Double) {
        let finite = values.filter(\.isFinite)
        let least = finite.min() ?? 0
        let most = finite.max() ?? 1
        if mayBeLogarithmic, least > 0, most > 10 * least {
            let margin = pow(most / least, 0.06)
            self.init(
                from: least / margin, to: most * margin, isLogarithmic: true, start: start,
                end: end)
        } else {
            // Wide enough for marks that three digits tell apart.
            let margin = max((most - least) * 0.08, abs(most) * 0.02, 1e-9)
            self.init(from: least - margin, to: most + margin, start: start, end: end)
        }
    }

    func place(_ value: Double) -> Double {
        let part =
            isLogarithmic
            ? log(max(value, low) / low) / log(high / low) : (value - low) / (high - low)
        return start + (end - start) * min(max(part, 0), 1)
    }

    var marks: [Double] {
        isLogarithmic
            ? ChartAxis.decadeMarks(from: low, to: high)
            : ChartAxis.valueMarks(from: low, to: high)
    }
}
