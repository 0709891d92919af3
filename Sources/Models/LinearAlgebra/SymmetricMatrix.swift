/// A symmetric matrix of doubles, of which the lower triangle counts.
package struct SymmetricMatrix: Sendable, Equatable {
    package let order: Int
    /// Row-major; what lies above the diagonal means nothing.
    var values: [Double]

    package init(order: Int) {
        precondition(order > 0, "a matrix has a row")
        self.order = order
        values = [Double](repeating: 0, count: order * order)
    }

    /// The mean over rows x of x·xᵀ: their covariance, where their mean is zero.
    ///
    /// - Parameters:
    ///   - rows: Shape `[count, order]`, row-major.
    ///   - divisor: What the sum is divided by; the number of rows less one for a sample.
    package init(productsOf rows: [Double], order: Int, divisor: Double) {
        precondition(divisor > 0, "a mean is over something")
        self.init(order: order)
        let count = rows.count / order
        DenseKernels.products(
            of: rows, count: count, order: order, scale: 1 / divisor, into: &values)
    }

    package subscript(row: Int, column: Int) -> Double {
        get { values[max(row, column) * order + min(row, column)] }
        set { values[max(row, column) * order + min(row, column)] = newValue }
    }

    package var diagonal: [Double] { (0..<order).map { values[$0 * order + $0] } }

    /// Eigenvalues from the largest, and their vectors of unit length, one a row.
    ///
    /// - Throws: `notFinite`, also where none are found.
    func eigenvectors() throws(LinearAlgebraError) -> (values: [Double], vectors: [Double]) {
        var vectors = values
        guard diagonal.allSatisfy(\.isFinite),
            let rising = DenseKernels.eigenvectors(&vectors, order: order)
        else {
            throw LinearAlgebraError(
                .notFinite, "eigenvectors: the matrix of order \(order) has none that are numbers")
        }
        let falling = (0..<order).reversed().flatMap { row in
            vectors[row * order..<(row + 1) * order]
        }
        return (rising.reversed(), falling)
    }
}
