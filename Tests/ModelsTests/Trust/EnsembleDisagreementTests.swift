import Foundation
import Testing

@testable import Models

@Suite("Ensemble disagreement")
struct EnsembleDisagreementTests {
    @Test("the quadrature agrees with SciPy's to a ten-thousandth, narrow scales too")
    func quadrature() throws {
        for ensemble in try TrustOracles.read().ensembles {
            let found = try Self.disagreement(ensemble.means, ensemble.scales)
            #expect(abs(found - ensemble.disagreement) < 1e-4, "\(ensemble)")
        }
    }

    @Test(
        "the closed form for pairs is the integral, and bounds the mixture's divergence",
        arguments: [(0.0, 1.0, 1.0, 1.0), (0, 1, 3, 0.5), (2, 0.7, 1, 2), (0, 1, 0, 1)])
    func pairs(mean: Double, scale: Double, otherMean: Double, otherScale: Double) throws {
        let forth = LaplaceDivergence.pair(
            mean: mean, scale: scale, otherMean: otherMean, otherScale: otherScale)
        let back = LaplaceDivergence.pair(
            mean: otherMean, scale: otherScale, otherMean: mean, otherScale: scale)

        var integral = 0.0
        let step = 1e-3
        for place in -60_000...60_000 {
            let x = Double(place) * step
            let density = exp(-abs(x - mean) / scale) / (2 * scale)
            let ratio =
                log(otherScale / scale) + abs(x - otherMean) / otherScale - abs(x - mean) / scale
            integral += density * ratio * step
        }
        #expect(abs(integral - forth) < 1e-5)
        let mixture = try Self.disagreement([mean, otherMean], [scale, otherScale]) * log(2)
        #expect(mixture <= (forth + back) / 4 + 1e-6)
    }

    @Test("every sixteenth pixel is looked at; a bad pixel is named; one member is no ensemble")
    func mapAndRefusals() throws {
        let mean = FloatImage(width: 40, height: 17, filledWith: 1)
        var other = mean
        other[32, 16] = 500
        var bad = mean
        bad[16, 16] = -1
        var ensemble = EnsembleDisagreement()

        try ensemble.measure(means: [mean, other], scales: [mean, mean])

        #expect(ensemble.map.width == 3)
        #expect(ensemble.map.height == 2)
        #expect(ensemble.map[2, 1] > 0.999)
        #expect(abs(ensemble.average - 1.0 / 6) < 1e-4)
        let error = #expect(throws: TrustError.self) {
            try ensemble.measure(means: [mean, other], scales: [mean, bad])
        }
        #expect(error?.description.contains("pixel x 16, y 16") == true)
        #expect(throws: TrustError.self) { try ensemble.measure(means: [mean], scales: [mean]) }
    }

    private static func disagreement(_ means: [Double], _ scales: [Double]) throws -> Double {
        let images = (means + scales).map { FloatImage(width: 1, height: 1, pixels: [Float($0)]) }
        var ensemble = EnsembleDisagreement(stride: 1)
        try ensemble.measure(
            means: Array(images[..<means.count]), scales: Array(images[means.count...]))
        return ensemble.average
    }
}
