/// A function of each number by itself that imported networks use; it is not trained here.
package enum PointFunction: Sendable, Hashable {
    /// Below 0: `alpha` (exp(x) - 1).
    case elu(alpha: Float)
    /// As elu, times `gamma`.
    case selu(alpha: Float, gamma: Float)
    /// Below 0: `alpha` (exp(x / `alpha`) - 1).
    case celu(alpha: Float)
    /// A line, cut off below 0 and above 1.
    case hardSigmoid(slope: Float, offset: Float)
    /// x times the line through x / 6 + 1 / 2, cut off below 0 and above 1.
    case hardSwish
    /// x tanh(log(1 + exp(x)))
    case mish
    /// GELU with its approximation by tanh.
    case geluByTanh
    case clip(low: Float, high: Float)
    /// 0 up to `threshold`.
    case threshold(Float)
    case absolute
    case negative
    case reciprocal
    case squareRoot
    case exponential
    case logarithm
    case power(Float)
    case errorFunction
    /// x / (1 + |x|)
    case softsign
}
