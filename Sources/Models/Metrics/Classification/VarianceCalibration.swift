/// Real errors against predicted variances, from the surest samples to the least sure.
package enum VarianceCalibration {
    /// Samples of similar predicted variance.
    package struct Part: Sendable, Equatable {
        package let count: Int
        package let rootMeanSquareError: Double
        /// Root of the mean predicted variance; equal to the error where the prediction is honest.
        package let rootMeanVariance: Double

        /// Error over prediction: above 1 the predictor is too sure; nil where it predicts none.
        package var ratio: Double? {
            rootMeanVariance > 0 ? rootMeanSquareError / rootMeanVariance : nil
        }
    }

    /// - Parameters:
    ///   - errors: Prediction minus truth.
    ///   - variances: Predicted, not negative. Equal ones stay in the order given.
    /// - Returns: Deciles of `variances`, smallest first; fewer where there are under ten samples.
    /// - Throws: `empty`, `shapeMismatch`, `notFinite`, or `outOfRange` for a negative variance.
    package static func deciles(
        errors: [Double], variances: [Double]
    ) throws(MetricError) -> [Part] {
        try MetricError.requireSameCount(errors.count, variances.count, "variance calibration")
        try MetricError.requireFinite(errors, "variance calibration, error")
        try MetricError.requireFinite(variances, "variance calibration, variance")
        guard variances.allSatisfy({ $0 >= 0 }) else {
            throw MetricError(.outOfRange, "variance calibration: a variance is negative")
        }
        let order = variances.indices.sorted {
            (variances[$0], $0) < (variances[$1], $1)
        }
        return EqualParts.of(order.count, parts: 10).map { part in
            let places = order[part]
            let squares = places.reduce(0.0) { $0 + errors[$1] * errors[$1] }
            let variance = places.reduce(0.0) { $0 + variances[$1] }
            return Part(
                count: part.count,
                rootMeanSquareError: (squares / Double(part.count)).squareRoot(),
                rootMeanVariance: (variance / Double(part.count)).squareRoot())
        }
    }
}
