/// The minimum of a function of one number, without derivatives.
///
/// - Source: Brent, Algorithms for Minimization without Derivatives (1973), chapter 5; the search
///   for a bracket as in Press et al., Numerical Recipes, section 10.1, by golden sections.
enum BrentMinimum {
    private static let golden = 1.618034
    private static let section = 0.381966
    /// About the square root of the precision of a double.
    private static let relativeTolerance = 1.48e-8

    /// - Parameters:
    ///   - start: Two places; the search walks downhill from them, also past them.
    ///   - limit: Places beyond it are not visited.
    static func search(
        from start: (Double, Double), limit: Double, _ function: (Double) -> Double
    ) -> Double {
        var (outer, middle) = start
        var middleValue = function(middle)
        if function(outer) < middleValue {
            swap(&outer, &middle)
            middleValue = function(middle)
        }
        var far = middle + golden * (middle - outer)
        while far < limit, function(far) < middleValue {
            (outer, middle) = (middle, far)
            middleValue = function(middle)
            far = middle + golden * (middle - outer)
        }
        far = min(far, limit)
        return refine(low: min(outer, far), high: max(outer, far), middle: middle, function)
    }

    /// Parabolic steps, and golden sections where they would not help.
    private static func refine(
        low: Double, high: Double, middle: Double, _ function: (Double) -> Double
    ) -> Double {
        var bounds = (low: low, high: high)
        var best = (x: middle, value: function(middle))
        var second = best
        var third = best
        var step = 0.0
        var stepBefore = 0.0
        for _ in 0..<200 {
            let centre = (bounds.low + bounds.high) / 2
            let tolerance = relativeTolerance * abs(best.x) + 1e-11
            let reach = 2 * tolerance - (bounds.high - bounds.low) / 2
            if abs(best.x - centre) <= reach { break }
            let parabolic = parabolicStep(best, second, third)
            if let parabolic, abs(stepBefore) > tolerance,
                abs(parabolic) < abs(stepBefore) / 2,
                best.x + parabolic > bounds.low, best.x + parabolic < bounds.high
            {
                stepBefore = step
                step = parabolic
                let place = best.x + step
                if place - bounds.low < 2 * tolerance || bounds.high - place < 2 * tolerance {
                    step = best.x < centre ? tolerance : -tolerance
                }
            } else {
                stepBefore = best.x < centre ? bounds.high - best.x : bounds.low - best.x
                step = section * stepBefore
            }
            let place = best.x + (abs(step) < tolerance ? (step < 0 ? -1 : 1) * tolerance : step)
            let trial = (x: place, value: function(place))
            if trial.value <= best.value {
                if trial.x < best.x { bounds.high = best.x } else { bounds.low = best.x }
                (third, second, best) = (second, best, trial)
            } else {
                if trial.x < best.x { bounds.low = trial.x } else { bounds.high = trial.x }
                if trial.value <= second.value || second.x == best.x {
                    (third, second) = (second, trial)
                } else if trial.value <= third.value || third.x == best.x || third.x == second.x {
                    third = trial
                }
            }
        }
        return best.x
    }

    /// To the lowest point of the parabola through three points, or nil where they have none.
    private static func parabolicStep(
        _ best: (x: Double, value: Double), _ second: (x: Double, value: Double),
        _ third: (x: Double, value: Double)
    ) -> Double? {
        let left = (best.x - second.x) * (best.value - third.value)
        let right = (best.x - third.x) * (best.value - second.value)
        let divisor = 2 * (right - left)
        guard divisor != 0 else { return nil }
        return -((best.x - third.x) * right - (best.x - second.x) * left) / divisor
    }
}
