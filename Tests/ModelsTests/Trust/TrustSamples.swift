import Foundation

@testable import Models

/// Scenes with known truths, and the inputs of `Tests/Peers/make_trust_oracles.py`.
enum TrustSamples {
    static let camera = SensorCalibration(
        offset: 100, electronsPerGrey: 0.25, readNoiseElectrons: 1.6)

    /// Spots of 4 pixels' sigma, one in the middle of each 32×32 tile, on 3 electrons.
    static func truth(
        tiles: Int, peak: Double = 30, without missing: Set<Int> = []
    ) -> FloatImage {
        let width = tiles * 32
        var image = FloatImage(width: width, height: width, filledWith: 3)
        for y in 0..<width {
            for x in 0..<width where !missing.contains(y / 32 * tiles + x / 32) {
                let left = Double(x % 32) - 15.5
                let top = Double(y % 32) - 15.5
                image[x, y] += Float(peak * exp(-(left * left + top * top) / 32))
            }
        }
        return image
    }

    /// What the camera delivers of `truth`, in electrons above its offset.
    ///
    /// - Parameter rowCorrelation: Of the read noise of neighbours in a row.
    static func raw(
        _ truth: FloatImage, seed: UInt64, rowCorrelation: Double = 0
    ) -> FloatImage {
        var random = SplitMix64(seed: seed)
        var result = truth
        let fresh = (1 - rowCorrelation * rowCorrelation).squareRoot()
        var last = 0.0
        for index in truth.pixels.indices {
            let photons = RandomDraws.poisson(mean: Double(truth.pixels[index]), &random)
            last = rowCorrelation * last + fresh * RandomDraws.normals(&random).0
            let greys = (photons + camera.readNoiseElectrons * last) / camera.electronsPerGrey
            result.pixels[index] = Float(greys.rounded() * camera.electronsPerGrey)
        }
        return result
    }

    static func uniform(_ seed: UInt64, _ index: Int) -> Double {
        var bits = (seed << 32) &+ UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) / 0x1p53
    }

    /// Neighbouring features share half; the last never varies.
    static func features(_ seed: UInt64, tiles: Int, count: Int) -> [Float] {
        (0..<tiles * count).map { index in
            let column = index % count
            guard column < count - 1 else { return 3 }
            let before = index - column + (column + count - 1) % count
            let own = uniform(seed, index) * Double(1 + column)
            return Float(own + 0.5 * uniform(seed, before))
        }
    }

    /// A Laplace draw of scale 1.
    static func laplace(_ random: inout SplitMix64) -> Double {
        let size = -log(1 - RandomDraws.unit(&random))
        return RandomDraws.unit(&random) < 0.5 ? -size : size
    }
}
