internal import Foundation

/// Local means, variances and covariance of two images, compared under a sliding window.
///
/// Window: 11×11 Gaussian of sigma 1.5. Only pixels whose window lies inside the image count.
///
/// - Source: Wang et al., IEEE Transactions on Image Processing 13 (2004) 600–612.
struct StructuralSimilarity {
    static let window = 11

    /// Mean of the index.
    let similarity: Double

    /// - Parameters:
    ///   - truth, prediction: Row-major, `width` × `height`, both at least a window.
    ///   - range: L in the constants (0.01 L)² and (0.03 L)².
    init(truth: [Double], prediction: [Double], width: Int, height: Int, range: Double) {
        let filter = WindowMean(width: width, height: height)
        let meanTruth = filter.means { truth[$0] }
        let meanPrediction = filter.means { prediction[$0] }
        let squareTruth = filter.means { truth[$0] * truth[$0] }
        let squarePrediction = filter.means { prediction[$0] * prediction[$0] }
        let product = filter.means { truth[$0] * prediction[$0] }
        let first = 0.01 * range * 0.01 * range
        let second = 0.03 * range * 0.03 * range
        var similaritySum = 0.0
        for index in meanTruth.indices {
            let x = meanTruth[index]
            let y = meanPrediction[index]
            let covariance = product[index] - x * y
            let variances = squareTruth[index] - x * x + squarePrediction[index] - y * y
            let contrast = (2 * covariance + second) / (variances + second)
            similaritySum += contrast * (2 * x * y + first) / (x * x + y * y + first)
        }
        similarity = similaritySum / Double(meanTruth.count)
    }
}

/// Gaussian means under every window that lies inside an image.
private struct WindowMean {
    let width: Int
    let height: Int
    private let weights: [Double]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        let half = StructuralSimilarity.window / 2
        let raw = (-half...half).map { exp(-0.5 * Double($0 * $0) / (1.5 * 1.5)) }
        let sum = raw.reduce(0, +)
        weights = raw.map { $0 / sum }
    }

    func means(_ value: (Int) -> Double) -> [Double] {
        let size = weights.count
        let columns = width - size + 1
        let rows = height - size + 1
        var line = [Double](repeating: 0, count: width)
        var across = [Double](repeating: 0, count: columns * height)
        for row in 0..<height {
            for x in 0..<width { line[x] = value(row * width + x) }
            add(line, to: &across, start: row * columns, columns: columns)
        }
        var means = [Double](repeating: 0, count: columns * rows)
        means.withUnsafeMutableBufferPointer { means in
            across.withUnsafeBufferPointer { across in
                for row in 0..<rows {
                    for (offset, weight) in weights.enumerated() {
                        let from = (row + offset) * columns
                        for x in 0..<columns {
                            means[row * columns + x] += weight * across[from + x]
                        }
                    }
                }
            }
        }
        return means
    }

    private func add(_ line: [Double], to sums: inout [Double], start: Int, columns: Int) {
        sums.withUnsafeMutableBufferPointer { sums in
            line.withUnsafeBufferPointer { line in
                for (offset, weight) in weights.enumerated() {
                    for x in 0..<columns { sums[start + x] += weight * line[x + offset] }
                }
            }
        }
    }
}
