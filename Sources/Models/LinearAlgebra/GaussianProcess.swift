import Glibc

/// Beliefs about a function on a fixed set of points, from noisy values seen at some of them.
///
/// A Gaussian process with the kernel v·exp(−|x − x'|²/2) and a constant mean. Values seen at one
/// point count as their mean with so much less noise, so what is computed never grows beyond the
/// number of points.
///
/// - Source: C. E. Rasmussen, C. K. I. Williams, "Gaussian Processes for Machine Learning" (2006),
///   algorithm 2.1; Cholesky factors by LAPACK.
package struct GaussianProcess: Sendable {
    private let count: Int
    private let mean: Double
    private let noiseVariance: Double
    /// Of the function before anything was seen, shape [count, count].
    private let prior: [Double]
    private var sums: [Double]
    private var weights: [Double]

    /// - Parameters:
    ///   - points: In units of the kernel's length, all of one dimension.
    ///   - mean: What is expected where nothing was seen.
    ///   - deviation: Of the function from that mean.
    ///   - noise: Standard deviation of one value.
    package init(points: [[Double]], mean: Double, deviation: Double, noise: Double) {
        precondition(!points.isEmpty && deviation > 0 && noise > 0, "beliefs need points and noise")
        count = points.count
        self.mean = mean
        noiseVariance = noise * noise
        prior = points.flatMap { a in
            points.map { b in
                let square = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                return deviation * deviation * exp(-square / 2)
            }
        }
        sums = Array(repeating: 0, count: points.count)
        weights = sums
    }

    /// Takes in a value seen at a point; one that is no number changes nothing.
    package mutating func add(_ value: Double, at point: Int) {
        guard value.isFinite else { return }
        sums[point] += value
        weights[point] += 1
    }

    /// The mean and the covariance at all points, shape [count] and [count, count].
    package func posterior() -> (mean: [Double], covariance: [Double]) {
        let seen = (0..<count).filter { weights[$0] > 0 }
        guard !seen.isEmpty else { return (Array(repeating: mean, count: count), prior) }
        let order = seen.count
        var factor = [Double](repeating: 0, count: order * order)
        for (row, a) in seen.enumerated() {
            for (column, b) in seen.enumerated() {
                factor[row * order + column] = prior[a * count + b]
            }
            factor[row * order + row] += noiseVariance / weights[a]
        }
        precondition(
            DenseKernels.factor(&factor, order: order), "a kernel with noise is positive definite")
        // One row for each point, and the values seen as the last one: each becomes L⁻¹ of itself.
        var rows = (0..<count).flatMap { point in seen.map { prior[point * count + $0] } }
        rows += seen.map { sums[$0] / weights[$0] - mean }
        rows.withUnsafeMutableBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            DenseKernels.solve(
                factor, order: order, transposed: false, rows: base, count: count + 1)
        }
        func product(_ a: Int, _ b: Int) -> Double {
            (0..<order).reduce(0) { $0 + rows[a * order + $1] * rows[b * order + $1] }
        }
        var covariance = prior
        for a in 0..<count {
            for b in 0...a {
                covariance[a * count + b] -= product(a, b)
                covariance[b * count + a] = covariance[a * count + b]
            }
        }
        return ((0..<count).map { mean + product($0, count) }, covariance)
    }

    /// One function that the beliefs allow, at all points.
    package func sample(_ random: inout some RandomNumberGenerator) -> [Double] {
        let (mean, covariance) = posterior()
        var factor = covariance
        // What is known for certain has no variance left, and rounding may take a little more.
        let jitter = 1e-9 * max(1e-12, (0..<count).map { prior[$0 * count + $0] }.max() ?? 1)
        var added = jitter
        while true {
            factor = covariance
            for point in 0..<count { factor[point * count + point] += added }
            if DenseKernels.factor(&factor, order: count) { break }
            added *= 10
        }
        let draws = (0..<count).map { _ in RandomDraws.normals(&random).0 }
        return (0..<count).map { row in
            (0...row).reduce(mean[row]) { $0 + factor[row * count + $1] * draws[$1] }
        }
    }
}
