import Testing

@testable import Models

@Suite("Cholesky factor")
struct CholeskyFactorTests {
    @Test("solutions solve the equations")
    func solves() throws {
        let rows = (0..<60).map { TrustSamples.uniform(3, $0) }
        let matrix = SymmetricMatrix(productsOf: rows, order: 6, divisor: 10)
        let right = (0..<6).map { Double($0) - 2 }

        let solution = try CholeskyFactor(matrix).solve(right)

        for row in 0..<6 {
            let product = (0..<6).reduce(0) { $0 + matrix[row, $1] * solution[$1] }
            #expect(abs(product - right[row]) < 1e-9)
        }
    }

    @Test("a matrix without a factor is refused")
    func refusals() {
        var matrix = SymmetricMatrix(order: 2)
        matrix[0, 0] = 1
        matrix[1, 0] = 2
        matrix[1, 1] = 1
        #expect(throws: LinearAlgebraError.self) { try CholeskyFactor(matrix) }
        matrix[1, 0] = .nan
        #expect(throws: LinearAlgebraError.self) { try CholeskyFactor(matrix) }
    }
}
