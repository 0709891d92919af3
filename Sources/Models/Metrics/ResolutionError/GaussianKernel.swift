internal import Foundation

/// A sampled Gaussian of sum 1, cut at four sigma, applied with mirrored borders (edge pixels
/// twice): the convention of `scipy.ndimage.gaussian_filter`.
struct GaussianKernel {
    /// From the middle outwards.
    let weights: [Double]

    /// - Parameter sigma: In pixels; nothing above zero changes nothing.
    init(sigma: Double) {
        guard sigma > 1e-15 else {
            weights = [1]
            return
        }
        let radius = Int(4 * sigma + 0.5)
        let half = (0...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = 2 * half.reduce(0, +) - half[0]
        weights = half.map { $0 / sum }
    }

    /// What the kernel does to each coefficient of a cosine transform of `count` samples.
    func response(count: Int) -> [Double] {
        // cos(πk·j/count) repeats after 2·count steps.
        let cosines = (0..<(2 * count)).map { cos(.pi * Double($0) / Double(count)) }
        return (0..<count).map { frequency in
            var sum = weights[0]
            for (index, weight) in weights.enumerated().dropFirst() {
                sum += 2 * weight * cosines[frequency * index % (2 * count)]
            }
            return sum
        }
    }

    func blurred(_ image: FloatImage) -> FloatImage {
        let kernel = weights.map { Float($0) }
        var result = image
        let width = image.width
        let height = image.height
        let radius = kernel.count - 1
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 2 * radius) { line in
            result.pixels.withUnsafeMutableBufferPointer { target in
                image.pixels.withUnsafeBufferPointer { source in
                    for row in 0..<height {
                        Self.blurColumns(
                            source, into: line, at: radius, row: row, width: width,
                            height: height, kernel)
                        Self.mirrorEnds(line, radius: radius, count: width)
                        Self.blurRow(line, into: target, row: row, width: width, kernel)
                    }
                }
            }
        }
        return result
    }

    private static func blurColumns(
        _ source: UnsafeBufferPointer<Float>, into line: UnsafeMutableBufferPointer<Float>,
        at start: Int, row: Int, width: Int, height: Int, _ kernel: [Float]
    ) {
        for x in 0..<width { line[start + x] = kernel[0] * source[row * width + x] }
        for distance in 1..<max(1, kernel.count) {
            let weight = kernel[distance]
            let above = mirrored(row - distance, count: height) * width
            let below = mirrored(row + distance, count: height) * width
            for x in 0..<width {
                line[start + x] += weight * (source[above + x] + source[below + x])
            }
        }
    }

    private static func mirrorEnds(
        _ line: UnsafeMutableBufferPointer<Float>, radius: Int, count: Int
    ) {
        for distance in 0..<radius {
            line[radius - 1 - distance] = line[radius + mirrored(-1 - distance, count: count)]
            line[radius + count + distance] =
                line[radius + mirrored(count + distance, count: count)]
        }
    }

    private static func blurRow(
        _ line: UnsafeMutableBufferPointer<Float>, into target: UnsafeMutableBufferPointer<Float>,
        row: Int, width: Int, _ kernel: [Float]
    ) {
        let start = row * width
        let radius = kernel.count - 1
        for x in 0..<width { target[start + x] = kernel[0] * line[radius + x] }
        for distance in 1..<max(1, kernel.count) {
            let weight = kernel[distance]
            for x in 0..<width {
                target[start + x] +=
                    weight * (line[radius + x - distance] + line[radius + x + distance])
            }
        }
    }

    private static func mirrored(_ index: Int, count: Int) -> Int {
        let period = 2 * count
        let place = ((index % period) + period) % period
        return place < count ? place : period - 1 - place
    }
}
