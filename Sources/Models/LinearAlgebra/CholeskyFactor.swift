internal import Foundation

/// The lower triangle L with L·Lᵀ = A of a positive definite matrix A.
///
/// Solves equations with A and measures lengths by its inverse.
///
/// - Source: LAPACK's `dpotrf`.
package struct CholeskyFactor: Sendable, Equatable {
    package let order: Int
    /// Row-major; zero above the diagonal.
    private let values: [Double]

    /// - Throws: `notFinite`, or `notPositiveDefinite`.
    package init(_ matrix: SymmetricMatrix) throws(LinearAlgebraError) {
        let order = matrix.order
        var values = matrix.values
        for row in 0..<order {
            for column in 0..<order where column > row { values[row * order + column] = 0 }
        }
        guard values.allSatisfy(\.isFinite) else {
            throw LinearAlgebraError(
                .notFinite, "Cholesky factor: the matrix of order \(order) holds NaN or infinity")
        }
        guard DenseKernels.factor(&values, order: order) else {
            throw LinearAlgebraError(
                .notPositiveDefinite,
                "Cholesky factor: the matrix of order \(order) is not positive definite")
        }
        self.order = order
        self.values = values
    }

    /// The logarithm of the determinant of A.
    package var logDeterminant: Double {
        (0..<order).reduce(0) { $0 + 2 * log(values[$1 * order + $1]) }
    }

    /// The x with A·x = `right`.
    package func solve(_ right: [Double]) -> [Double] {
        precondition(right.count == order, "one value for each row")
        var result = right
        result.withUnsafeMutableBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            DenseKernels.solve(values, order: order, transposed: false, rows: rows, count: 1)
            DenseKernels.solve(values, order: order, transposed: true, rows: rows, count: 1)
        }
        return result
    }

    /// Replaces each row x by L⁻¹x, whose squared length is xᵀA⁻¹x.
    ///
    /// - Parameter rows: Shape `[any, order]`, row-major.
    package func whiten(_ rows: UnsafeMutableBufferPointer<Double>) {
        precondition(rows.count % order == 0, "whole rows")
        guard let base = rows.baseAddress, !rows.isEmpty else { return }
        DenseKernels.solve(
            values, order: order, transposed: false, rows: base, count: rows.count / order)
    }
}

extension CholeskyFactor: Codable {
    private enum CodingKeys: CodingKey {
        case order
        /// Row by row, up to the diagonal.
        case triangle
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let order = try container.decode(Int.self, forKey: .order)
        let triangle = try container.decode([Double].self, forKey: .triangle)
        guard (1...4096).contains(order), triangle.count == order * (order + 1) / 2 else {
            throw LinearAlgebraError(
                .shapeMismatch,
                "Cholesky factor: order \(order) does not fit \(triangle.count) values")
        }
        var values = [Double](repeating: 0, count: order * order)
        var next = 0
        for row in 0..<order {
            for column in 0...row {
                values[row * order + column] = triangle[next]
                next += 1
            }
            guard values[row * order + row] > 0,
                triangle[next - row - 1..<next].allSatisfy(\.isFinite)
            else {
                throw LinearAlgebraError(
                    .notPositiveDefinite, "Cholesky factor: row \(row) is not one of a factor")
            }
        }
        self.order = order
        self.values = values
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(order, forKey: .order)
        let triangle = (0..<order).flatMap { row in values[row * order...row * order + row] }
        try container.encode(triangle, forKey: .triangle)
    }
}
