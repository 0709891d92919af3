internal import Foundation

/// Measures ``InputStatistics``.
///
/// - Complexity: two passes over the pixels; no allocation after the first frame of a size.
package final class InputMeter {
    private static let levelCount = 5
    private var sample: [Float] = []
    /// Means of 1, 2, 4, 8 and 16 pixels a side, one after the other.
    private var levels: [[Float]] = Array(repeating: [], count: InputMeter.levelCount)

    package init() {}

    /// - Parameters:
    ///   - frame: Electrons above the camera's offset.
    ///   - saturationElectrons: What the camera's largest grey value means; without it, the share of
    ///     pixels at the frame's largest value is taken, one alone not counted.
    /// - Throws: `shapeMismatch` below 64 pixels a side, `notFinite`.
    package func measure(
        _ frame: FloatImage, saturationElectrons: Double? = nil, pixelMicrometers: Double? = nil
    ) throws(TrustError) -> InputStatistics {
        guard min(frame.width, frame.height) >= 64 else {
            throw TrustError(
                .shapeMismatch,
                "input check: \(frame.width)×\(frame.height) pixels; at least 64×64 are needed")
        }
        let (sum, largest) = total(frame.pixels)
        guard sum.isFinite else {
            throw TrustError(.notFinite, "input check: the frame holds NaN or infinity")
        }
        let count = frame.pixels.count
        let saturated = countAtLeast(
            saturationElectrons.map { Float($0) } ?? largest, frame.pixels)
        let isLone = saturationElectrons == nil && saturated == 1
        takeSample(frame)
        let dark = Selection.select(&sample, rank: (sample.count - 1) / 100)
        let bright = Selection.select(&sample, rank: (sample.count - 1) * 999 / 1000)
        let (slope, contrast) = spectrum(frame)
        return InputStatistics(
            meanElectrons: sum / Double(count), darkElectrons: Double(dark),
            brightElectrons: Double(bright),
            saturatedShare: isLone ? 0 : Double(saturated) / Double(count),
            blankShare: blankShare(frame), contrast: contrast, spectrumSlope: slope,
            pixelMicrometers: pixelMicrometers)
    }

    private func total(_ pixels: [Float]) -> (sum: Double, largest: Float) {
        pixels.withUnsafeBufferPointer { pixels in
            // Eight sums at a time: one alone waits for itself.
            var sums = SIMD8<Double>()
            var most = SIMD8<Float>(repeating: -.infinity)
            let whole = pixels.count / 8 * 8
            for start in stride(from: 0, to: whole, by: 8) {
                var eight = SIMD8<Float>()
                for lane in 0..<8 { eight[lane] = pixels[start + lane] }
                sums += SIMD8(eight)
                most.replace(with: eight, where: eight .> most)
            }
            var (sum, largest) = (sums.sum(), most.max())
            for pixel in pixels[whole...] {
                sum += Double(pixel)
                largest = max(largest, pixel)
            }
            return (sum, largest)
        }
    }

    private func countAtLeast(_ limit: Float, _ pixels: [Float]) -> Int {
        pixels.withUnsafeBufferPointer { pixels in
            var count: Int32 = 0
            for pixel in pixels { count &+= pixel >= limit ? 1 : 0 }
            return Int(count)
        }
    }

    /// Every fourth pixel, one further along in each row: enough for percentiles.
    private func takeSample(_ frame: FloatImage) {
        sample.removeAll(keepingCapacity: true)
        frame.pixels.withUnsafeBufferPointer { pixels in
            for row in 0..<frame.height {
                let start = row * frame.width
                for x in stride(from: row % 4, to: frame.width, by: 4) {
                    sample.append(pixels[start + x])
                }
            }
        }
    }

    private func blankShare(_ frame: FloatImage) -> Double {
        let columns = frame.width / 8
        let rows = frame.height / 8
        return frame.pixels.withUnsafeBufferPointer { pixels in
            var blank = 0
            for block in 0..<columns * rows {
                let start = block / columns * 8 * frame.width + block % columns * 8
                let value = pixels[start]
                let isBlank = (0..<8).allSatisfy { row in
                    (0..<8).allSatisfy { pixels[start + row * frame.width + $0] == value }
                }
                if isBlank { blank += 1 }
            }
            return Double(blank) / Double(columns * rows)
        }
    }

    /// From how differences between neighbouring block means fall as the blocks grow.
    ///
    /// A power of f to the −β leaves a variance that changes by 2 to the β − 2 from one size to the
    /// next: the band moves down by an octave and its area is a quarter.
    private func spectrum(_ frame: FloatImage) -> (slope: Double, contrast: Double) {
        var width = frame.width
        var height = frame.height
        var logs = [Double](repeating: 0, count: Self.levelCount)
        var finest = 0.0
        var spread = 0.0
        for level in 0..<Self.levelCount {
            let source = level == 0 ? frame.pixels : levels[level]
            let power = Self.differencePower(source, width: width, height: height)
            if level == 0 { finest = power }
            if level == 3 { spread = Self.variance(source, count: width * height) }
            logs[level] = log2(max(power, 1e-12))
            guard level + 1 < Self.levelCount else { break }
            Self.halve(source, width: width, height: height, into: &levels[level + 1])
            width /= 2
            height /= 2
        }
        // Least squares through five equally spaced points.
        let slope = (2 * (logs[4] - logs[0]) + logs[3] - logs[1]) / 10
        // A difference holds the noise of two pixels, a mean of 64 a sixty-fourth of one.
        let contrast = finest > 0 ? (spread / (finest / 2 / 64)).squareRoot() : 0
        return (2 + slope, contrast)
    }

    /// Mean square of what differs between right and left, in pairs.
    private static func differencePower(_ pixels: [Float], width: Int, height: Int) -> Double {
        pixels.withUnsafeBufferPointer { pixels in
            var sum = 0.0
            for row in 0..<height {
                let start = row * width
                var line: Float = 0
                for pair in 0..<width / 2 {
                    let rise = pixels[start + 2 * pair + 1] - pixels[start + 2 * pair]
                    line += rise * rise
                }
                sum += Double(line)
            }
            return sum / Double(height * (width / 2))
        }
    }

    private static func variance(_ pixels: [Float], count: Int) -> Double {
        var sum = 0.0
        var squares = 0.0
        for pixel in pixels.prefix(count) {
            sum += Double(pixel)
            squares += Double(pixel) * Double(pixel)
        }
        let mean = sum / Double(count)
        return max(0, squares / Double(count) - mean * mean)
    }

    private static func halve(
        _ pixels: [Float], width: Int, height: Int, into half: inout [Float]
    ) {
        let columns = width / 2
        let rows = height / 2
        if half.count != columns * rows { half = [Float](repeating: 0, count: columns * rows) }
        half.withUnsafeMutableBufferPointer { half in
            pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<rows {
                    let upper = 2 * row * width
                    for column in 0..<columns {
                        let place = upper + 2 * column
                        let pair = pixels[place] + pixels[place + 1]
                        let below = pixels[place + width] + pixels[place + width + 1]
                        half[row * columns + column] = (pair + below) / 4
                    }
                }
            }
        }
    }
}
