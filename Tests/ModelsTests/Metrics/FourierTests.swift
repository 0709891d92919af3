import Foundation
import Testing

@testable import Models

@Suite("Fourier transforms")
struct FourierTests {
    @Test(
        "a transform of any length is the sum that defines it",
        arguments: [1, 2, 3, 4, 5, 7, 8, 12, 13, 15, 16, 17, 34, 49, 64, 97, 120, 128])
    func definition(count: Int) {
        var image = ComplexImage(width: count, height: 6)
        image.real = OracleInputs.uniforms(50, 6 * count)
        image.imaginary = OracleInputs.uniforms(51, 6 * count)
        let before = image

        image.transformRows(LineTransform(.forward, count: count))

        for row in 0..<6 {
            for frequency in 0..<count {
                var sum = (0.0, 0.0)
                for place in 0..<count {
                    let angle = -2 * Double.pi * Double(place * frequency) / Double(count)
                    let x = before.real[row * count + place]
                    let y = before.imaginary[row * count + place]
                    sum.0 += x * cos(angle) - y * sin(angle)
                    sum.1 += x * sin(angle) + y * cos(angle)
                }
                #expect(abs(image.real[row * count + frequency] - sum.0) < 1e-9)
                #expect(abs(image.imaginary[row * count + frequency] - sum.1) < 1e-9)
            }
        }
        image.transformRows(LineTransform(.inverse, count: count))
        let worst = zip(image.real, before.real).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-12)
    }

    @Test("a cosine transform is the sum that defines it", arguments: [1, 2, 5, 8, 17, 30])
    func cosine(count: Int) {
        var image = ComplexImage(width: 3, height: count)
        image.real = OracleInputs.uniforms(52, 3 * count)
        image.imaginary = OracleInputs.uniforms(53, 3 * count)
        let before = image

        image.transformColumns(LineTransform(.cosine, count: count))

        for column in 0..<3 {
            for frequency in 0..<count {
                let norm = ((frequency == 0 ? 1 : 2) / Double(count)).squareRoot()
                var sum = (0.0, 0.0)
                for place in 0..<count {
                    let turns = Double((2 * place + 1) * frequency) / Double(2 * count)
                    sum.0 += before.real[place * 3 + column] * cos(.pi * turns)
                    sum.1 += before.imaginary[place * 3 + column] * cos(.pi * turns)
                }
                #expect(abs(image.real[frequency * 3 + column] - norm * sum.0) < 1e-12)
                #expect(abs(image.imaginary[frequency * 3 + column] - norm * sum.1) < 1e-12)
            }
        }
    }

    @Test("smoothing is scipy's, for odd and even windows", arguments: [4, 7, 18])
    func smoothing(window: Int) throws {
        let oracle = try #require(try MetricOracles.read().smoothing["\(window)"])

        let smoothed = SavitzkyGolay(window: window).smooth(OracleInputs.uniforms(40, 40))

        for (ours, theirs) in zip(smoothed, oracle) { #expect(abs(ours - theirs) < 1e-10) }
    }

    @Test(
        "the search finds a minimum inside and beyond where it starts", arguments: [0.7, 2.9, 7.0])
    func minimum(place: Double) {
        let found = BrentMinimum.search(from: (0, 3), limit: 20) { cosh($0 - place) }

        #expect(abs(found - place) < 1e-6)
    }
}
