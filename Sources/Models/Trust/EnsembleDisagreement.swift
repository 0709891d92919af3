internal import Foundation

/// How much the members of an ensemble disagree, from 0 (one density) to 1 (no overlap).
///
/// Each member gives a Laplace density a pixel; the mean divergence of their mixture from each of
/// them, over its largest value, is the disagreement.
///
/// - Complexity: some 320 exponentials for each pixel looked at by three members; no allocation
///   after the first frame of a size.
/// - Source: Weigert et al., Nature Methods 15 (2018) 1090–1097, supplementary note on confidence.
package struct EnsembleDisagreement: Sendable {
    /// Every how many pixels, across and down, is looked at.
    package let stride: Int
    /// Of the pixels looked at.
    package private(set) var map = FloatImage(width: 0, height: 0)

    /// - Parameter stride: 16 for each frame as it comes, 1 for a picture.
    package init(stride: Int = 16) {
        precondition(stride > 0, "a stride leads on")
        self.stride = stride
    }

    /// Fills ``map``.
    ///
    /// - Parameters:
    ///   - means: One image for each member, two at least.
    ///   - scales: One image for each member, above zero.
    /// - Throws: `tooFew`, `shapeMismatch`, or `notFinite` with the first bad pixel.
    package mutating func measure(
        means: [FloatImage], scales: [FloatImage]
    ) throws(TrustError) {
        try check(means, scales)
        let width = (means[0].width + stride - 1) / stride
        let height = (means[0].height + stride - 1) / stride
        if map.width != width || map.height != height {
            map = FloatImage(width: width, height: height)
        }
        let bad = fill(means, scales, width: width, height: height)
        guard let bad else { return }
        throw TrustError(
            .notFinite,
            "ensemble: pixel x \(bad % width * stride), y \(bad / width * stride) is no number or "
                + "has a scale of 0 or less")
    }

    /// Over ``map``.
    package var average: Double {
        map.pixels.reduce(0) { $0 + Double($1) } / Double(max(1, map.pixels.count))
    }

    /// Below which 99 of 100 values of ``map`` lie.
    package var high: Double {
        guard !map.pixels.isEmpty else { return 0 }
        var values = map.pixels
        return Double(Selection.select(&values, rank: (values.count - 1) * 99 / 100))
    }

    /// - Returns: The first pixel of the map that has no answer.
    private mutating func fill(
        _ means: [FloatImage], _ scales: [FloatImage], width: Int, height: Int
    ) -> Int? {
        let count = means.count
        let largest = log(Double(count))
        let capacity = (2 + LaplaceDivergence.roomCount) * count
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { room in
            room.initialize(repeating: 0)
            let places = UnsafeMutableBufferPointer(rebasing: room[..<count])
            let widths = UnsafeMutableBufferPointer(rebasing: room[count..<2 * count])
            let rest = UnsafeMutableBufferPointer(rebasing: room[(2 * count)...])
            for pixel in 0..<width * height {
                let source =
                    pixel / width * stride * means[0].width + pixel % width * stride
                for member in 0..<count {
                    places[member] = Double(means[member].pixels[source])
                    widths[member] = Double(scales[member].pixels[source])
                    guard places[member].isFinite, widths[member].isFinite, widths[member] > 0
                    else { return pixel }
                }
                let divergence = LaplaceDivergence.fromMixture(
                    means: UnsafeBufferPointer(places), scales: UnsafeBufferPointer(widths),
                    room: rest)
                map.pixels[pixel] = Float(min(1, divergence / largest))
            }
            return nil
        }
    }

    private func check(
        _ means: [FloatImage], _ scales: [FloatImage]
    ) throws(TrustError) {
        guard means.count >= 2, means.count == scales.count else {
            throw TrustError(
                .tooFew,
                "ensemble: \(means.count) means and \(scales.count) scales; two members at least "
                    + "are needed, each with both")
        }
        let first = means[0]
        for image in means + scales
        where image.width != first.width || image.height != first.height || image.pixels.isEmpty {
            throw TrustError(
                .shapeMismatch,
                "ensemble: images of \(first.width)×\(first.height) and \(image.width)×"
                    + "\(image.height) pixels")
        }
    }
}
