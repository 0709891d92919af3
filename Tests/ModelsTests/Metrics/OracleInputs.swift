import Foundation

@testable import Models

/// The inputs of `Tests/Peers/make_metric_oracles.py`, by the same formulas.
enum OracleInputs {
    static func uniform(_ seed: UInt64, _ index: Int) -> Double {
        var bits = (seed << 32) &+ UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) / 0x1p53
    }

    static func uniforms(_ seed: UInt64, _ count: Int) -> [Double] {
        (0..<count).map { uniform(seed, $0) }
    }

    static func noise(_ seed: UInt64, _ width: Int, _ height: Int) -> [Double] {
        (0..<(width * height)).map { uniform(seed, 2 * $0) + uniform(seed, 2 * $0 + 1) - 1 }
    }

    static func spots(
        _ seed: UInt64, _ width: Int, _ height: Int, count: Int, sigma: Double,
        scale: Double = 1
    ) -> [Double] {
        var image = [Double](repeating: 0, count: width * height)
        for spot in 0..<count {
            let left = uniform(seed, 3 * spot) * Double(width) * scale
            let top = uniform(seed, 3 * spot + 1) * Double(height) * scale
            let peak = 50 + 100 * uniform(seed, 3 * spot + 2)
            let across = (0..<width).map { bell(Double($0) * scale - left, sigma) }
            let down = (0..<height).map { bell(Double($0) * scale - top, sigma) }
            for y in 0..<height {
                for x in 0..<width { image[y * width + x] += peak * across[x] * down[y] }
            }
        }
        return image
    }

    static func image(_ width: Int, _ height: Int, _ values: [Double]) -> FloatImage {
        FloatImage(width: width, height: height, pixels: values.map { Float($0) })
    }

    static func pair(_ width: Int, _ height: Int) throws -> ImagePair {
        let clean = spots(1, width, height, count: 40, sigma: 4)
        let noise = noise(2, width, height)
        return try ImagePair(
            truth: image(width, height, clean.map { 10 + $0 }),
            prediction: image(width, height, zip(clean, noise).map { 25 + 0.7 * $0 + 12 * $1 }))
    }

    static func discs(_ seed: UInt64, shift: Double) -> LabelImage {
        var labels = LabelImage(width: 128, height: 96)
        for cell in 0..<48 {
            var radius = 3 + 4 * uniform(5, 2 * cell)
            var centreX = Double(16 * (cell % 8) + 8)
            let centreY = Double(16 * (cell / 8) + 8)
            if shift > 0 {
                if uniform(seed, 3 * cell) < 0.15 { continue }
                radius *= 0.8 + 0.4 * uniform(seed, 3 * cell + 1)
                centreX += shift * uniform(seed, 3 * cell + 2)
            }
            for y in 0..<96 {
                for x in 0..<128 {
                    let away = (Double(x) - centreX, Double(y) - centreY)
                    if away.0 * away.0 + away.1 * away.1 <= radius * radius {
                        labels[x, y] = Int32(1000 - 7 * cell)
                    }
                }
            }
        }
        return labels
    }

    static func frames(_ width: Int, _ height: Int) -> (FloatImage, FloatImage) {
        let clean = spots(20, width, height, count: 60, sigma: 1.5)
        let first = zip(clean, noise(21, width, height)).map { 100 * $0 + 3000 * $1 }
        let second = zip(clean, noise(22, width, height)).map { 100 * $0 + 3000 * $1 }
        return (image(width, height, first), image(width, height, second))
    }

    static func squirrel(
        _ width: Int, _ height: Int, magnification: Int
    ) -> (reference: FloatImage, sharp: FloatImage) {
        let large = (width * magnification, height * magnification)
        let sharp = spots(30, large.0, large.1, count: 80, sigma: 1.2)
        let wide = spots(
            30, width, height, count: 80, sigma: 1.5 * Double(magnification),
            scale: Double(magnification))
        let reference = zip(wide, noise(31, width, height)).map { 40 + 0.3 * $0 + 4 * $1 }
        return (image(width, height, reference), image(large.0, large.1, sharp))
    }

    private static func bell(_ distance: Double, _ sigma: Double) -> Double {
        exp(-distance * distance / (2 * sigma * sigma))
    }
}
