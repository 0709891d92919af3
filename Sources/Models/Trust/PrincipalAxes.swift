/// The directions in which rows of numbers vary most, each number taken in its own spread.
///
/// - Source: Jolliffe, Principal Component Analysis (2002), of the correlation matrix; eigenvectors by
///   LAPACK's `dsyevd`.
package struct PrincipalAxes: Sendable, Codable, Equatable {
    /// Of each number.
    let means: [Double]
    /// Of each number; 0 for one that never varied, which no axis sees.
    let spreads: [Double]
    /// Shape `[axes, numbers]`, row-major, by falling variance.
    let directions: [Double]
    /// Of the rows along each axis.
    let variances: [Double]

    package var order: Int { means.count }
    package var count: Int { variances.count }

    /// - Parameters:
    ///   - rows: Shape `[count, order]`, row-major; finite.
    ///   - most: How many axes at most; axes along which rows hardly vary are left out.
    /// - Throws: `constant` where no number varies, `notFinite`.
    init(of rows: [Double], order: Int, most: Int) throws {
        let means = FeatureDistribution.mean(of: rows, order: order)
        var scaled = rows
        for index in scaled.indices { scaled[index] -= means[index % order] }
        let divisor = Double(max(1, rows.count / order - 1))
        var squares = [Double](repeating: 0, count: order)
        for (index, value) in scaled.enumerated() {
            squares[index % order] += value * value / divisor
        }
        let spreads = squares.enumerated().map { index, variance in
            Self.isSilent(variance, mean: means[index]) ? 0 : variance.squareRoot()
        }
        guard spreads.contains(where: { $0 > 0 && $0.isFinite }) else {
            throw TrustError(
                .constant, "features: none varies over the training tiles; train on more frames")
        }
        for index in scaled.indices {
            let spread = spreads[index % order]
            scaled[index] = spread > 0 ? scaled[index] / spread : 0
        }
        let correlation = SymmetricMatrix(productsOf: scaled, order: order, divisor: divisor)
        let (values, vectors) = try correlation.eigenvectors()
        let kept = (0..<min(most, order)).prefix { values[$0] > Self.leastVariance }
        self.means = means
        self.spreads = spreads
        directions = Array(vectors[..<(kept.count * order)])
        variances = kept.map { values[$0] }
    }

    private static let leastVariance = 1e-6

    /// Whether a spread is no more than the rounding of single precision, of which a network's sums
    /// over a tile hold several steps.
    private static func isSilent(_ variance: Double, mean: Double) -> Bool {
        let rounding = 1e-6 * abs(mean)
        return !(variance > rounding * rounding)
    }

    /// Where a row lies along each axis, and the square of what no axis shows of it.
    ///
    /// - Parameter row: Of `order` numbers.
    func place(_ row: some Collection<Double>) -> (along: [Double], rest: Double) {
        var along = [Double](repeating: 0, count: count)
        var rest = 0.0
        for (index, value) in row.enumerated() where spreads[index] > 0 {
            let scaled = (value - means[index]) / spreads[index]
            rest += scaled * scaled
            for axis in along.indices { along[axis] += directions[axis * order + index] * scaled }
        }
        return (along, max(0, rest - along.reduce(0) { $0 + $1 * $1 }))
    }

    /// Whether numbers fit each other, as those of a file may not.
    var isSound: Bool {
        order > 0 && count > 0 && spreads.count == order && directions.count == count * order
            && [means, spreads, directions, variances].joined().allSatisfy(\.isFinite)
            && spreads.allSatisfy { $0 >= 0 } && variances.allSatisfy { $0 > 0 }
    }
}
