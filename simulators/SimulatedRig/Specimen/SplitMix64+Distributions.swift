import Glibc

extension SplitMix64 {
    /// Normal, mean 0 and variance 1, by the polar transform.
    mutating func gaussian() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// Log-normal with mean 1 and the coefficient of variation `spread`.
    mutating func logNormal(spread: Double) -> Double {
        let variance = log(1 + spread * spread)
        return exp(gaussian() * variance.squareRoot() - variance / 2)
    }
}
