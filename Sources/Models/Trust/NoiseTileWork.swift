internal import Foundation

/// The sums over one tile that the noise tests need, and the memory for them.
struct NoiseTileWork {
    /// Residuals farther from 0 are bad pixels of the camera, or events of one pixel.
    private static let farthest: Float = 4

    private let edge: Int
    /// A row of the tile and zeros behind it, so that the last pixel has no right neighbour.
    private let stride: Int
    /// Rows, and one of zeros below.
    private var residual: [Float]
    private var gradient: [Float]
    /// What each pixel's squared residual varies by, beyond a Gaussian's: the Poisson's skirts.
    private var skirts: [Float]

    init(edge: Int) {
        self.edge = edge
        stride = edge + 8
        residual = [Float](repeating: 0, count: (edge + 1) * stride)
        gradient = residual
        skirts = residual
    }

    /// Computes residuals in units of the expected noise and the steepness of the restored image.
    ///
    /// - Parameter variance: Of what is not shot noise, in electrons squared.
    mutating func load(
        raw: UnsafePointer<Float>, restored: UnsafePointer<Float>, width: Int, height: Int, x: Int,
        y: Int, variance: Float
    ) {
        for row in 0..<edge {
            let line = y + row
            let rawLine = raw + line * width + x
            let mean = restored + line * width + x
            let above = restored + max(line - 1, 0) * width + x
            let below = restored + min(line + 1, height - 1) * width + x
            let first = row * stride
            residual.withUnsafeMutableBufferPointer { residual in
                skirts.withUnsafeMutableBufferPointer { skirts in
                    guard let residual = residual.baseAddress, let skirts = skirts.baseAddress
                    else { return }
                    Self.residuals(
                        raw: rawLine, mean: mean, variance: variance, count: edge,
                        into: residual + first, skirts: skirts + first)
                }
            }
            // A pixel at the frame's border is its own neighbour.
            let before = x > 0 ? mean[-1] : mean[0]
            let after = x + edge < width ? mean[edge] : mean[edge - 1]
            gradient.withUnsafeMutableBufferPointer { gradient in
                guard let gradient = gradient.baseAddress else { return }
                Self.slopes(
                    mean, above: above, below: below, before: before, after: after, count: edge,
                    into: gradient + first)
            }
        }
    }

    private static func residuals(
        raw: UnsafePointer<Float>, mean: UnsafePointer<Float>, variance: Float, count: Int,
        into residual: UnsafeMutablePointer<Float>, skirts: UnsafeMutablePointer<Float>
    ) {
        for column in 0..<count {
            let signal = max(mean[column], 0)
            let weight = 1 / (signal + variance)
            // Of a bad pixel no more than of the farthest that chance makes.
            residual[column] = min(
                max((raw[column] - mean[column]) * weight.squareRoot(), -farthest), farthest)
            skirts[column] = signal * weight * weight
        }
    }

    private static func slopes(
        _ mean: UnsafePointer<Float>, above: UnsafePointer<Float>, below: UnsafePointer<Float>,
        before: Float, after: Float, count: Int, into gradient: UnsafeMutablePointer<Float>
    ) {
        for column in 1..<count - 1 {
            let across = mean[column + 1] - mean[column - 1]
            let down = below[column] - above[column]
            gradient[column] = (across * across + down * down).squareRoot()
        }
        let start = (mean[1] - before, below[0] - above[0])
        let end = (after - mean[count - 2], below[count - 1] - above[count - 1])
        gradient[0] = (start.0 * start.0 + start.1 * start.1).squareRoot()
        gradient[count - 1] = (end.0 * end.0 + end.1 * end.1).squareRoot()
    }

    /// By ``NoiseTest``, about standard normal where the residual is the camera's noise.
    mutating func deviations() -> SIMD8<Double> {
        let count = Double(edge * edge)
        let mean = sum(residual) / count
        let power = dot(residual, residual, shift: 0) / count
        Self.subtract(Float(mean), from: &residual, edge: edge, stride: stride)
        let steepness = sum(gradient) / count
        Self.subtract(Float(steepness), from: &gradient, edge: edge, stride: stride)
        let rest = dot(residual, residual, shift: 0)
        let slopes = dot(gradient, gradient, shift: 0)
        let edges = dot(residual, gradient, shift: 0)
        let spread = 2 + sum(skirts) / count
        let variance = rest / count

        var result = SIMD8<Double>.zero
        result[NoiseTest.mean.rawValue] = mean * count.squareRoot()
        result[NoiseTest.power.rawValue] = Self.normal(power, freedom: 2 * count / spread)
        let pairs = (count - Double(edge)).squareRoot() * variance
        guard variance > 0 else {
            // Not a trace of noise: a copy of the raw frame, or a blank one.
            return SIMD8(repeating: power.isFinite ? 40 : .nan)
        }
        result[NoiseTest.acrossNeighbours.rawValue] = dot(residual, residual, shift: 1) / pairs
        result[NoiseTest.downNeighbours.rawValue] = dot(residual, residual, shift: stride) / pairs
        result[NoiseTest.edges.rawValue] =
            slopes > 1e-12 ? edges / (rest * slopes).squareRoot() * count.squareRoot() : 0
        let blocks = blockPowers()
        let small = count / 16 - 1
        let large = count / 64 - 1
        result[NoiseTest.smallStructures.rawValue] = Self.normal(
            blocks.small / 16 / small / variance, freedom: small)
        result[NoiseTest.largeStructures.rawValue] = Self.normal(
            blocks.large / 64 / large / variance, freedom: large)
        return result
    }

    /// A mean of `freedom` squared normals as a normal deviate.
    ///
    /// - Source: Wilson & Hilferty, Proceedings of the National Academy of Sciences 17 (1931) 684.
    private static func normal(_ meanSquare: Double, freedom: Double) -> Double {
        let step = 2 / (9 * freedom)
        return (cbrt(max(meanSquare, 0)) - (1 - step)) / step.squareRoot()
    }

    private func sum(_ values: [Float]) -> Double {
        values.withUnsafeBytes { bytes in
            var sum = SIMD8<Float>.zero
            for place in Swift.stride(from: 0, to: edge * stride * 4, by: 32) {
                sum += bytes.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
            }
            return Double(sum.sum())
        }
    }

    /// Over all pixels, the first times the second `shift` places behind it; beyond the tile is zero.
    private func dot(_ first: [Float], _ second: [Float], shift: Int) -> Double {
        first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                var sum = SIMD8<Float>.zero
                for place in Swift.stride(from: 0, to: (edge * stride - 8) * 4, by: 32) {
                    let left = first.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
                    let right = second.loadUnaligned(
                        fromByteOffset: place + shift * 4, as: SIMD8<Float>.self)
                    sum += left * right
                }
                return Double(sum.sum())
            }
        }
    }

    private static func subtract(
        _ mean: Float, from values: inout [Float], edge: Int, stride: Int
    ) {
        values.withUnsafeMutableBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for row in 0..<edge {
                let line = start + row * stride
                for column in 0..<edge { line[column] -= mean }
            }
        }
    }

    /// The summed squares of the sums of 4×4 and 8×8 pixels.
    private func blockPowers() -> (small: Double, large: Double) {
        residual.withUnsafeBytes { bytes in
            var small = 0.0
            var large = 0.0
            for top in Swift.stride(from: 0, to: edge, by: 8) {
                for left in Swift.stride(from: 0, to: edge, by: 8) {
                    var upper = SIMD8<Float>.zero
                    var lower = SIMD8<Float>.zero
                    for row in 0..<4 {
                        let place = ((top + row) * stride + left) * 4
                        upper += bytes.loadUnaligned(
                            fromByteOffset: place, as: SIMD8<Float>.self)
                        lower += bytes.loadUnaligned(
                            fromByteOffset: place + 16 * stride, as: SIMD8<Float>.self)
                    }
                    let sums = SIMD4(
                        upper.lowHalf.sum(), upper.highHalf.sum(), lower.lowHalf.sum(),
                        lower.highHalf.sum())
                    small += Double((sums * sums).sum())
                    let whole = Double(sums.sum())
                    large += whole * whole
                }
            }
            return (small, large)
        }
    }
}
