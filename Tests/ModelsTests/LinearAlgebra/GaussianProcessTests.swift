import Foundation
import Testing

@testable import Models

@Suite("Gaussian process")
struct GaussianProcessTests {
    @Test("what was seen at two points gives the closed form at a third")
    func closedForm() {
        let points = [[0.0], [1.0], [0.4]]
        var process = GaussianProcess(points: points, mean: 2, deviation: 1.5, noise: 0.3)
        process.add(3, at: 0)
        process.add(1, at: 1)
        func kernel(_ a: Double, _ b: Double) -> Double { 2.25 * exp(-(a - b) * (a - b) / 2) }

        // By the inverse of a matrix of two rows.
        let (own, cross) = (2.25 + 0.09, kernel(0, 1))
        let determinant = own * own - cross * cross
        let (near, far) = (kernel(0.4, 0), kernel(0.4, 1))
        let first = (own * near - cross * far) / determinant
        let second = (own * far - cross * near) / determinant
        let (mean, covariance) = process.posterior()

        #expect(abs(mean[2] - (2 + first * 1 + second * -1)) < 1e-12)
        #expect(abs(covariance[8] - (2.25 - first * near - second * far)) < 1e-12)
    }

    @Test("a value seen often is known better, and nothing seen changes nothing")
    func repeated() {
        var process = GaussianProcess(points: [[0], [9]], mean: 0, deviation: 1, noise: 1)
        #expect(process.posterior().mean == [0, 0])
        process.add(.nan, at: 0)
        #expect(process.posterior().mean == [0, 0])
        for _ in 0..<99 { process.add(5, at: 0) }

        let (mean, covariance) = process.posterior()
        // 99 values of variance 1 against a prior of variance 1.
        #expect(abs(mean[0] - 5 * 99 / 100) < 1e-9)
        #expect(abs(covariance[0] - 0.01) < 1e-9)
        #expect(abs(mean[1]) < 1e-9, "nine lengths away")
    }

    @Test("samples have the posterior's mean and covariance")
    func samples() {
        var process = GaussianProcess(
            points: [[0], [0.5], [2]], mean: 1, deviation: 1, noise: 0.2)
        process.add(2, at: 0)
        let (mean, covariance) = process.posterior()
        var random = SplitMix64(seed: 5)
        let draws = (0..<20_000).map { _ in process.sample(&random) }

        for a in 0..<3 {
            let average = draws.reduce(0) { $0 + $1[a] } / Double(draws.count)
            #expect(abs(average - mean[a]) < 0.03)
            for b in 0..<3 {
                let product = draws.reduce(0) { $0 + ($1[a] - mean[a]) * ($1[b] - mean[b]) }
                #expect(abs(product / Double(draws.count) - covariance[a * 3 + b]) < 0.03)
            }
        }
    }

    @Test("what is known for certain can still be drawn from")
    func certain() {
        var process = GaussianProcess(
            points: [[0], [0], [1e-9]], mean: 0, deviation: 1, noise: 1e-9)
        process.add(1, at: 0)
        var random = SplitMix64(seed: 1)

        let sample = process.sample(&random)
        #expect(sample.allSatisfy { abs($0 - 1) < 0.01 })
    }
}
