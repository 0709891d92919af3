internal import Foundation

/// Draws from the distributions of camera noise.
enum RandomDraws {
    /// Evenly in 0 ..< 1, in steps of 2⁻⁵³.
    @inline(__always)
    static func unit(_ random: inout some RandomNumberGenerator) -> Double {
        Double(random.next() >> 11) * 0x1p-53
    }

    /// Two independent draws of mean 0 and standard deviation 1.
    ///
    /// - Source: Marsaglia's polar method, SIAM Review 6 (1964) 260–264.
    @inline(__always)
    static func normals(_ random: inout some RandomNumberGenerator) -> (Double, Double) {
        while true {
            let x = 2 * unit(&random) - 1
            let y = 2 * unit(&random) - 1
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let scale = (-2 * log(square) / square).squareRoot()
            return (x * scale, y * scale)
        }
    }

    /// A draw of mean 0 and standard deviation 1 that is nearly normal, for the time of one number:
    /// the sum of four even ones, which ends at 3.46 to either side.
    @inline(__always)
    static func nearNormal(_ random: inout some RandomNumberGenerator) -> Double {
        let bits = random.next()
        let sum =
            Int(bits & 0xffff) + Int(bits >> 16 & 0xffff) + Int(bits >> 32 & 0xffff)
            + Int(bits >> 48)
        // Each part has a mean of 32767.5 and a variance of 65536²/12.
        return (Double(sum) - 131_070) * (3.0.squareRoot() / 65536)
    }

    /// A Poisson draw.
    ///
    /// - Parameters:
    ///   - mean: Finite; 0 and below give 0.
    /// - Source: products of uniform draws below 10 (Knuth); from there transformed rejection with
    ///   squeeze, W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39–45.
    static func poisson(mean: Double, _ random: inout some RandomNumberGenerator) -> Double {
        guard mean > 0 else { return 0 }
        guard mean >= 10 else { return smallPoisson(mean: mean, &random) }
        let root = mean.squareRoot()
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let limit = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = unit(&random) - 0.5
            let v = 1 - unit(&random)
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= limit { return k }
            guard k >= 0, us >= 0.013 || v <= us else { continue }
            let left = log(v * inverseAlpha / (a / (us * us) + b))
            if left <= k * log(mean) - mean - lgamma(k + 1) { return k }
        }
    }

    private static func smallPoisson(
        mean: Double, _ random: inout some RandomNumberGenerator
    ) -> Double {
        let limit = exp(-mean)
        var product = unit(&random)
        var count = 0.0
        while product > limit {
            product *= unit(&random)
            count += 1
        }
        return count
    }

    /// How many of `count` things are taken, each with probability `share`.
    ///
    /// - Source: gaps between the taken ones are geometric; where many are taken, the normal
    ///   distribution of the same mean and variance.
    static func binomial(
        count: Int, share: Double, _ random: inout some RandomNumberGenerator
    ) -> Int {
        guard count > 0, share > 0 else { return 0 }
        guard share <= 0.5 else { return count - binomial(count: count, share: 1 - share, &random) }
        let mean = Double(count) * share
        if mean > 30 {
            let draw = mean + (mean * (1 - share)).squareRoot() * normals(&random).0
            return min(max(Int(draw.rounded()), 0), count)
        }
        let logarithm = log1p(-share)
        var (taken, place) = (0, 0.0)
        while true {
            place += (log(1 - unit(&random)) / logarithm).rounded(.down) + 1
            if place > Double(count) { return taken }
            taken += 1
        }
    }

    /// `base` to the power of `exponent`.
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
