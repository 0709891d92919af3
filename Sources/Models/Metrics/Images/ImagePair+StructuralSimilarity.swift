internal import Foundation

extension ImagePair {
    /// Weights of the scales, finest first.
    ///
    /// - Source: Wang, Simoncelli & Bovik, Asilomar Conference on Signals 37 (2003) 1398–1402.
    private static let scaleWeights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]

    /// Structural similarity, 1 for equal images: 11×11 Gaussian window of sigma 1.5, K 0.01 and
    /// 0.03, population covariance, mean over the pixels whose window lies inside.
    ///
    /// - Parameter range: L; ``truthRange()`` unless given.
    /// - Throws: `tooSmall` below 11 pixels a side, `constant` where the truth has no range.
    package func structuralSimilarity(range: Double? = nil) throws(MetricError) -> Double {
        try requireSide(StructuralSimilarity.window, "structural similarity")
        return StructuralSimilarity(
            truth: truth.pixels.map(Double.init), prediction: prediction.pixels.map(Double.init),
            width: truth.width, height: truth.height, range: try size(of: range)
        ).similarity
    }

    /// Structural similarity over five scales, each the mean of 2×2 pixels of the one before (an
    /// odd last row or column is left out). A negative part counts as 0.
    ///
    /// - Parameter range: L; ``truthRange()`` unless given.
    /// - Throws: `tooSmall` below 176 pixels a side, `constant` where the truth has no range.
    package func multiScaleStructuralSimilarity(
        range: Double? = nil
    ) throws(MetricError) -> Double {
        try requireSide(StructuralSimilarity.window * 16, "multi-scale structural similarity")
        let range = try size(of: range)
        var images = [truth.pixels.map(Double.init), prediction.pixels.map(Double.init)]
        var width = truth.width
        var height = truth.height
        var product = 1.0
        for (scale, weight) in Self.scaleWeights.enumerated() {
            let found = StructuralSimilarity(
                truth: images[0], prediction: images[1], width: width, height: height,
                range: range)
            let isLast = scale == Self.scaleWeights.count - 1
            product *= pow(max(0, isLast ? found.similarity : found.contrast), weight)
            images = images.map { Self.halved($0, width: width, height: height) }
            width /= 2
            height /= 2
        }
        return product
    }

    private func requireSide(_ side: Int, _ what: String) throws(MetricError) {
        guard min(truth.width, truth.height) < side else { return }
        throw MetricError(
            .tooSmall,
            "\(what): needs \(side) pixels a side, got \(truth.width)×\(truth.height)")
    }

    private static func halved(_ pixels: [Double], width: Int, height: Int) -> [Double] {
        var half: [Double] = []
        half.reserveCapacity(width / 2 * (height / 2))
        for row in 0..<(height / 2) {
            for column in 0..<(width / 2) {
                let place = 2 * row * width + 2 * column
                let upper = pixels[place] + pixels[place + 1]
                half.append((upper + pixels[place + width] + pixels[place + width + 1]) / 4)
            }
        }
        return half
    }
}
