/// Gathers how far truths lie from predictions, in predicted scales, image by image.
///
/// Distances are kept as histograms on a ladder of 256 steps an octave, rounded up: factors come out
/// at most 0.4 % too large, and no image has to be kept.
package struct ConformalCalibration: Sendable {
    private static let stepBits: UInt32 = 15
    /// Distances from 2⁻¹⁰ to 2¹⁰ scales; what lies below or above counts in the first or last bin.
    private static let firstBin = UInt32(127 - 10) << (23 - stepBits)
    private static let binCount = 20 << Int(23 - stepBits)

    /// For each image, the share of its pixels up to each bin.
    private var covered: [[Float]] = []

    package init() {}

    package var imageCount: Int { covered.count }

    /// Adds one image of the calibration split, which training must not have seen.
    ///
    /// - Throws: `shapeMismatch`, or `notFinite` for a pixel that is no number or has no scale.
    package mutating func add(
        mean: FloatImage, scale: FloatImage, truth: FloatImage
    ) throws(TrustError) {
        guard mean.width == truth.width, mean.height == truth.height,
            scale.width == truth.width, scale.height == truth.height, !truth.pixels.isEmpty
        else {
            throw TrustError(
                .shapeMismatch,
                "calibration image \(imageCount): mean \(mean.width)×\(mean.height), scale "
                    + "\(scale.width)×\(scale.height), truth \(truth.width)×\(truth.height) pixels")
        }
        var counts = [Int32](repeating: 0, count: Self.binCount)
        for index in truth.pixels.indices {
            let distance = abs(truth.pixels[index] - mean.pixels[index]) / scale.pixels[index]
            guard distance.isFinite, scale.pixels[index] > 0 else {
                throw TrustError(
                    .notFinite,
                    "calibration image \(imageCount): pixel x \(index % truth.width), y "
                        + "\(index / truth.width) is no number or has a scale of 0 or less: "
                        + "\(mean.pixels[index]), scale \(scale.pixels[index])")
            }
            counts[Self.bin(of: distance)] += 1
        }
        var sum = 0
        covered.append(
            counts.map { count in
                sum += Int(count)
                return Float(Double(sum) / Double(truth.pixels.count))
            })
    }

    /// Adds the images of another calibration.
    mutating func append(_ other: ConformalCalibration) { covered += other.covered }

    /// - Parameters:
    ///   - coverages: Shares of pixels, each between 0 and 1.
    ///   - confidence: Of the bound, 1 − delta.
    /// - Throws: `tooFew` without images, `outOfRange`.
    package func scale(
        coverages: [Double] = [0.5, 0.8, 0.9, 0.95], confidence: Double = 0.9
    ) throws(TrustError) -> ConformalScale {
        guard imageCount > 0 else {
            throw TrustError(.tooFew, "calibration: no images; hold out some positions for it")
        }
        guard confidence > 0, confidence < 1, coverages.allSatisfy({ $0 > 0 && $0 < 1 }) else {
            throw TrustError(.outOfRange, "calibration: coverages lie between 0 and 1")
        }
        let mean = meanCoverage()
        let levels = coverages.map { coverage in
            let plain = mean.firstIndex { $0 >= coverage - 1e-6 } ?? mean.count - 1
            // The last bin is open at its upper end and promises nothing.
            let bound = mean.dropLast().firstIndex {
                HoeffdingBentkus.probability(
                    meanLoss: max(0, 1 - $0), risk: 1 - coverage, count: imageCount)
                    <= 1 - confidence
            }
            return ConformalScale.Level(
                coverage: coverage, quantileFactor: Self.upperEdge(of: plain),
                boundFactor: bound.map(Self.upperEdge(of:)), reached: mean[plain])
        }
        return ConformalScale(levels: levels, imageCount: imageCount, confidence: confidence)
    }

    /// Over images, for each bin; never falling.
    private func meanCoverage() -> [Double] {
        var mean = [Double](repeating: 0, count: Self.binCount)
        for image in covered {
            for bin in mean.indices { mean[bin] += Double(image[bin]) }
        }
        // Divided last, so that the mean of whole images is a whole one.
        return mean.map { $0 / Double(covered.count) }
    }

    /// The bits of a float, exponent first, climb as its logarithm does.
    private static func bin(of distance: Float) -> Int {
        let place = Int(distance.bitPattern >> stepBits) - Int(firstBin)
        return min(max(place, 0), binCount - 1)
    }

    private static func upperEdge(of bin: Int) -> Double {
        Double(Float(bitPattern: (UInt32(bin + 1) + firstBin) << stepBits))
    }
}
