/// Smooths a curve with a cubic fitted to a sliding window; ends are the cubics of the end windows.
///
/// In an even window the cubic is evaluated between its two middle samples, as scipy does.
///
/// - Source: Savitzky & Golay, Analytical Chemistry 36 (1964) 1627–1639.
struct SavitzkyGolay {
    private static let order = 3
    let window: Int

    /// - Parameter window: At least 4 samples.
    init(window: Int) {
        precondition(window > Self.order, "a cubic needs at least four samples")
        self.window = window
    }

    /// - Parameter curve: At least a window long.
    func smooth(_ curve: [Double]) -> [Double] {
        precondition(curve.count >= window, "the window fits into the curve")
        var smoothed = curve
        let half = window / 2
        let middle = weights(at: Double(window - 1) / 2)
        for index in half..<(curve.count - half) {
            let start = index - half + (window.isMultiple(of: 2) ? 1 : 0)
            smoothed[index] = dot(middle, curve[start..<(start + window)])
        }
        for index in 0..<half {
            smoothed[index] = dot(weights(at: Double(index)), curve[..<window])
            let place = Double(window - 1 - index)
            smoothed[curve.count - 1 - index] = dot(weights(at: place), curve.suffix(window))
        }
        return smoothed
    }

    private func dot(_ weights: [Double], _ part: ArraySlice<Double>) -> Double {
        zip(weights, part).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What each sample of a window adds to the fitted cubic at `place`.
    ///
    /// Polynomials that are orthogonal on the samples make the fit a sum of projections.
    private func weights(at place: Double) -> [Double] {
        let centre = Double(window - 1) / 2
        let samples = (0..<window).map { Double($0) - centre } + [place - centre]
        var previous = [Double](repeating: 0, count: window + 1)
        var current = [Double](repeating: 1, count: window + 1)
        var previousNorm = 1.0
        var weights = [Double](repeating: 0, count: window)
        for degree in 0...Self.order {
            let norm = current[..<window].reduce(0) { $0 + $1 * $1 }
            for index in 0..<window { weights[index] += current[index] * current[window] / norm }
            // The samples are symmetric, so the recurrence has no middle term.
            let back = degree == 0 ? 0 : norm / previousNorm
            let next = (0...window).map { samples[$0] * current[$0] - back * previous[$0] }
            (previous, current, previousNorm) = (current, next, norm)
        }
        return weights
    }
}
