internal import COpenBLAS

/// The calls of BLAS and LAPACK, on row-major matrices of doubles.
///
/// All run on the calling thread: the library's own threads would spin beside the camera's.
///
/// - Source: LAPACKE 3.11 and OpenBLAS 0.3.21.
enum DenseKernels {
    private static let isOnOneThread: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// Writes the lower triangle of `scale` · rowsᵀ · rows, a square of `order`.
    static func products(
        of rows: [Double], count: Int, order: Int, scale: Double, into matrix: inout [Double]
    ) {
        precondition(rows.count == count * order && matrix.count == order * order)
        precondition(isOnOneThread)
        cblas_dsyrk(
            CblasRowMajor, CblasLower, CblasTrans, Int32(order), Int32(count), scale, rows,
            Int32(order), 0, &matrix, Int32(order))
    }

    /// Replaces the lower triangle of a symmetric matrix by that of its Cholesky factor.
    ///
    /// - Returns: Whether the matrix is positive definite.
    static func factor(_ matrix: inout [Double], order: Int) -> Bool {
        precondition(matrix.count == order * order && isOnOneThread)
        // The lower triangle by rows is the upper one by columns, which needs no transposed copy.
        let upper = CChar(UInt8(ascii: "U"))
        return LAPACKE_dpotrf(LAPACK_COL_MAJOR, upper, Int32(order), &matrix, Int32(order)) == 0
    }

    /// Replaces a symmetric matrix, of which the lower triangle counts, by its eigenvectors, one a row,
    /// by rising eigenvalue.
    ///
    /// - Returns: The eigenvalues; `nil` where they were not found.
    static func eigenvectors(_ matrix: inout [Double], order: Int) -> [Double]? {
        precondition(matrix.count == order * order && isOnOneThread)
        var values = [Double](repeating: 0, count: order)
        let (vectors, upper) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")))
        // By columns, as for the factor: each vector is then a row.
        let status = LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, vectors, upper, Int32(order), &matrix, Int32(order), &values)
        return status == 0 ? values : nil
    }

    /// Replaces each of `count` rows x by L⁻¹x, or by L⁻ᵀx.
    static func solve(
        _ factor: [Double], order: Int, transposed: Bool, rows: UnsafeMutablePointer<Double>,
        count: Int
    ) {
        precondition(factor.count == order * order && isOnOneThread)
        cblas_dtrsm(
            CblasRowMajor, CblasRight, CblasLower, transposed ? CblasNoTrans : CblasTrans,
            CblasNonUnit, Int32(count), Int32(order), 1, factor, Int32(order), rows, Int32(order))
    }
}
