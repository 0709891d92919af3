/// The grey value that best parts an image into two groups.
package enum OtsuThreshold {
    private static let binCount = 256

    /// The middle of the bin of a 256-bin histogram after which the variance between the groups
    /// is largest; larger values are foreground. `nil` for a constant image.
    ///
    /// - Parameter image: Finite pixels.
    /// - Source: N. Otsu, IEEE Transactions on Systems, Man, and Cybernetics 9 (1979) 62–66.
    package static func of(_ image: FloatImage) -> Float? {
        guard let low = image.pixels.min(), let high = image.pixels.max(), low < high else {
            return nil
        }
        let step = (Double(high) - Double(low)) / Double(binCount)
        guard step.isFinite, step > 0 else { return nil }
        let counts = histogram(image, low: low, step: step)
        let total = Double(image.pixels.count)
        let sum = counts.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        var below = 0.0
        var sumBelow = 0.0
        var best = (variance: -1.0, bin: 0)
        for bin in 0..<(binCount - 1) {
            below += counts[bin]
            sumBelow += Double(bin) * counts[bin]
            let above = total - below
            guard below > 0, above > 0 else { continue }
            let difference = sumBelow / below - (sum - sumBelow) / above
            let variance = below * above * difference * difference
            if variance > best.variance { best = (variance, bin) }
        }
        return Float(Double(low) + (Double(best.bin) + 0.5) * step)
    }

    private static func histogram(_ image: FloatImage, low: Float, step: Double) -> [Double] {
        var counts = [Int](repeating: 0, count: binCount)
        let inverse = 1 / step
        image.pixels.withUnsafeBufferPointer { pixels in
            counts.withUnsafeMutableBufferPointer { counts in
                for value in pixels {
                    let bin = Int((Double(value) - Double(low)) * inverse)
                    counts[min(max(bin, 0), binCount - 1)] += 1
                }
            }
        }
        return counts.map(Double.init)
    }
}
